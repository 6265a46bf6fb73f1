# Watches who connects to listening ports of this host, and what their first bytes are. Exit 47: there is no tcpdump.
# Prints lines:
#   port                               one that something listens on, and the process that does
#   flow client server syn fin first tls plain other   a connection that sent packets: whether its begin was seen, whether its client has
#                                      ended it, the first 16 bytes that the client sent (hex, - if none), and how many of its packets
#                                      looked like TLS records, like plaintext HTTP, or like neither (the middle of something)
#   seen local remote users            an established socket as ss shows it, once
#   owner pid unit                     the unit of each process in them
#   address a                          one of this host, loopback included
#   self pid                           the sshd that carries this very command, and the tool's tunnels
#   dropped n                          packets that the capture has lost
# Arguments: seconds, ports.
export LC_ALL=C PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
command -v tcpdump >/dev/null || exit 47
seconds=$1
shift
capture= sockets= listeners=
for port in "$@"; do
  capture="$capture${capture:+ or }dst port $port"
  sockets="$sockets${sockets:+ or }sport = :$port or dport = :$port"
  listeners="$listeners${listeners:+ or }sport = :$port"
done
work=$(mktemp -d) || exit 1
sampler= dump=
finish() { [ -z "$sampler" ] || kill "$sampler" 2>/dev/null; [ -z "$dump" ] || kill "$dump" 2>/dev/null; rm -rf "$work"; }
trap finish EXIT
trap 'exit 1' HUP INT TERM PIPE

unit_of() {
  sed -n 's/^[0-9]*:\(name=systemd\)\{0,1\}:.*\/\([^/]*\.\(service\|scope\)\)\(\/.*\)\{0,1\}$/\2/p' "/proc/$1/cgroup" 2>/dev/null | head -n 1
}

# The processes of short connections are gone a moment later, so their units are looked up at once.
sample() {
  ss -Htnap "( $sockets )" | awk '$1 == "ESTAB" { print $4, $5, $6 }' >"$work/now"
  cat "$work/now" >>"$work/seen"
  grep -o 'pid=[0-9]*' "$work/now" | sort -u | while IFS='=' read -r _ pid; do
    [ -e "$work/owner.$pid" ] || unit_of "$pid" >"$work/owner.$pid"
  done
  if [ "$(wc -l <"$work/seen")" -gt 20000 ]; then sort -u -o "$work/seen" "$work/seen"; fi
}

carrier() {
  pid=$$
  while [ "$pid" -gt 1 ]; do
    case $(cat "/proc/$pid/comm" 2>/dev/null) in sshd*) echo "self $pid"; return ;; esac
    pid=$(sed 's/.*) [A-Za-z] \([0-9]*\) .*/\1/' "/proc/$pid/stat" 2>/dev/null)
    [ -n "$pid" ] || return
  done
}

# Reads what tcpdump prints: a line for each packet, then its bytes from the IP header on in hex. The first bytes of a connection whose
# begin was seen decide; of one that was there before, packets are counted by how they look at their begin.
flows='
function hex(text,   i, n) {
  n = 0
  for (i = 1; i <= length(text); i++) n = n * 16 + index("0123456789abcdef", substr(text, i, 1)) - 1
  return n
}
function packet(   ip, tcp, flags, payload, key) {
  if (from == "") return
  ip = substr(bytes, 1, 1) == "6" ? 40 : hex(substr(bytes, 2, 1)) * 4
  tcp = hex(substr(bytes, ip * 2 + 25, 1)) * 4
  key = from " " to
  flags = hex(substr(bytes, ip * 2 + 27, 2))
  if (int(flags / 2) % 2) {
    if (first[key "#" again[key]] != "" || fin[key "#" again[key]]) again[key]++
    syn[key "#" again[key]] = 1
  }
  key = key "#" again[key]
  if (!(key in known)) { known[key] = 1; order[++count] = key }
  if (flags % 2 || int(flags / 4) % 2) fin[key] = 1
  payload = substr(bytes, (ip + tcp) * 2 + 1, 32)
  if (size == 0 || payload == "") return
  if (first[key] == "") first[key] = payload
  if (payload ~ /^1[4567]030[0-4]/) tls[key]++
  else if (payload ~ /^00....0[0-9]/ || payload ~ /^(505249|474554|504f53|505554|484541|44454c|4f5054|504154|434f4e)/) plain[key]++
  else other[key]++
}
function address(text,   n, part, i, host) {
  sub(/:$/, "", text)
  n = split(text, part, ".")
  host = part[1]
  for (i = 2; i < n; i++) host = host "." part[i]
  return (index(host, ":") ? "[" host "]" : host) ":" part[n]
}
/^[0-9]/ {
  packet()
  from = to = bytes = ""
  size = 0
  for (i = 1; i <= NF; i++) {
    if ($i == "IP" || $i == "IP6") { from = address($(i + 1)); to = address($(i + 3)) }
    if ($i == "length") size = $(i + 1) + 0
  }
  next
}
/^[ \t]+0x/ { if (length(bytes) < 320) for (i = 2; i <= NF; i++) bytes = bytes $i }
END {
  packet()
  for (i = 1; i <= count; i++) {
    key = order[i]
    name = key
    sub(/#.*/, "", name)
    print "flow", name, syn[key] + 0, fin[key] + 0, first[key] == "" ? "-" : first[key], tls[key] + 0, plain[key] + 0, other[key] + 0
  }
}'

: >"$work/seen"
ip -o addr show | awk '{ sub("/.*", "", $4); print "address " $4 }'
ss -Hltnp "( $listeners )" | awk '{ print "port", $4, $6 }'
mkfifo "$work/packets"
timeout -s INT "$seconds" tcpdump -i any -nn -tt -x -s 128 -B 8192 "tcp and ($capture)" >"$work/packets" 2>"$work/said" &
dump=$!
awk "$flows" <"$work/packets" >"$work/flows" &
reader=$!
sample
{
  while :; do
    sleep 0.25
    sample
  done
} &
sampler=$!
wait "$dump"
dump=
kill "$sampler" 2>/dev/null
wait "$sampler" 2>/dev/null
sampler=
wait "$reader"
if ! grep -q 'packets captured' "$work/said"; then
  tail -n 2 "$work/said" >&2
  exit 1
fi
sample
cat "$work/flows"
sort -u "$work/seen" | sed 's/^/seen /'
for file in "$work"/owner.*; do [ -e "$file" ] && echo "owner ${file##*.} $(cat "$file")"; done
carrier
sed -n 's/^\([0-9]*\) packets dropped by kernel.*/dropped \1/p' "$work/said"
echo end
