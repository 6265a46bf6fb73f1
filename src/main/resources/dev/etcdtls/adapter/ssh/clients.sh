# Samples for some seconds which processes of this host hold connections to ports elsewhere. Prints lines as census.sh does: seen, owner, end.
# Arguments: seconds, ports.
export LC_ALL=C PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
rounds=$(($1 * 10))
shift
sockets=
for port in "$@"; do sockets="$sockets${sockets:+ or }dport = :$port"; done
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
trap 'exit 1' HUP INT TERM PIPE
while [ "$rounds" -gt 0 ]; do
  ss -Htnap "( $sockets )" | awk '$1 == "ESTAB" { print $4, $5, $6 }' >"$work/now"
  cat "$work/now" >>"$work/seen"
  grep -o 'pid=[0-9]*' "$work/now" | sort -u | while IFS='=' read -r _ pid; do
    [ -e "$work/owner.$pid" ] || sed -n 's/^[0-9]*:\(name=systemd\)\{0,1\}:.*\/\([^/]*\.\(service\|scope\)\)\(\/.*\)\{0,1\}$/\2/p' "/proc/$pid/cgroup" 2>/dev/null | head -n 1 >"$work/owner.$pid"
  done
  rounds=$((rounds - 1))
  sleep 0.1
done
sort -u "$work/seen" | head -n 20000 | sed 's/^/seen /'
for file in "$work"/owner.*; do [ -e "$file" ] && echo "owner ${file##*.} $(cat "$file")"; done
echo end
