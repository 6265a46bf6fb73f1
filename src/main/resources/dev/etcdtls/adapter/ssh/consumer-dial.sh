# Asks for etcd's /health from this host, as the user of a consumer's unit and with the consumer's certificate. Prints three lines: curl's
# exit code and the HTTP status; what was complained about; the body; the last two in base64 behind a colon. Exit 47: there is no curl; 46: no
# setpriv.
# A file that the user cannot use is told as curl's exit code 58, and nobody is dialled then.
# Arguments: user, group, URL, folder with client.crt, client.key and ca.crt (or -).
export LC_ALL=C PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
umask 077
user=$1 group=$2 url=$3 files=$4
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
trap 'exit 1' HUP INT TERM PIPE
command -v curl >/dev/null || exit 47
[ "$user" = root ] || command -v setpriv >/dev/null || exit 46

as_user() {
  if [ "$user" = root ]; then "$@"; else setpriv --reuid="$user" --regid="$group" --init-groups -- "$@"; fi
}

packed() { printf ':'; head -c "$2" "$1" | base64 | tr -d '\n'; echo; }

unusable() {
  id -u "$user" >/dev/null 2>&1 || { echo "there is no user $user on this host"; return; }
  getent group "$group" >/dev/null || { echo "there is no group $group on this host"; return; }
  [ "$files" = - ] && return
  for name in ca.crt client.crt client.key; do
    file=$files/$name
    if [ ! -f "$file" ]; then
      echo "$file is not there"
    elif ! as_user test -r "$file" 2>/dev/null; then
      real=$(readlink -f "$file")
      echo "user $user:$group cannot read $file (it is $(stat -c '%U:%G %a' "$real"), its folder $(stat -c '%U:%G %a' "${real%/*}"))"
    fi
  done
}

status=0
: >"$work/body"
unusable >"$work/err"
if [ -s "$work/err" ]; then
  code=58
else
  set -- curl -q -sS -g --noproxy '*' --connect-timeout 3 --max-time 8 -w '\n%{http_code}'
  # Without the other --capath a CA of the system would do, too.
  [ "$files" = - ] || set -- "$@" --cacert "$files/ca.crt" --capath /dev/null --cert "$files/client.crt" --key "$files/client.key"
  as_user "$@" "$url/health" >"$work/out" 2>"$work/err"
  code=$?
  status=$(tail -n 1 "$work/out")
  sed '$d' "$work/out" >"$work/body"
fi
echo "$code ${status:-0}"
packed "$work/err" 4096
packed "$work/body" 4096
