# One HTTP/1.1 request from this host, as a user of it. Prints three lines: curl's exit code and the HTTP status; what was complained
# about; the body; the last two in base64 behind a colon. Exit 47: there is neither curl nor openssl.
# Where curl is missing openssl does it and its failures are told as curl's exit codes.
# Arguments: user, group, URL, folder with member.crt, member.key and ca.crt (or -), body of a POST (or - for a GET).
export LC_ALL=C PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
umask 077
user=$1 group=$2 url=$3 files=$4 body=$5
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
trap 'exit 1' HUP INT TERM PIPE

as_user() {
  if [ "$user" = root ]; then "$@"; else setpriv --reuid="$user" --regid="$group" --init-groups -- "$@"; fi
}

packed() { printf ':'; head -c 1048576 "$1" | base64 | tr -d '\n'; echo; }

by_curl() {
  set -- curl -q -sS -g --http1.1 --noproxy '*' --connect-timeout 3 --max-time 8 -w '\n%{http_code}'
  [ "$files" = - ] || set -- "$@" --cacert "$files/ca.crt" --cert "$files/member.crt" --key "$files/member.key"
  [ "$body" = - ] || set -- "$@" -H 'Content-Type: application/json' --data-binary "$body"
  as_user "$@" "$url" >"$work/out" 2>"$work/err"
  code=$?
  status=$(tail -n 1 "$work/out")
  sed '$d' "$work/out" >"$work/body"
}

by_openssl() {
  rest=${url#*://}
  address=${rest%%/*}
  name=${address%:*}
  bare=$(printf '%s' "$name" | tr -d '[]')
  case $bare in *[!0-9.:a-fA-F]*) check=-verify_hostname ;; *) check=-verify_ip ;; esac
  {
    if [ "$body" = - ]; then
      printf 'GET /%s HTTP/1.0\r\nHost: %s\r\n\r\n' "${rest#*/}" "$address"
    else
      printf 'POST /%s HTTP/1.0\r\nHost: %s\r\nContent-Type: application/json\r\nContent-Length: %s\r\n\r\n%s' "${rest#*/}" "$address" "${#body}" "$body"
    fi
  } | as_user timeout 8 openssl s_client -quiet -connect "$address" -CAfile "$files/ca.crt" -cert "$files/member.crt" -key "$files/member.key" \
      -verify_return_error $check "$bare" >"$work/out" 2>"$work/err"
  ended=$?
  status=$(sed -n '1s/^HTTP\/1\.[01] \([0-9]*\).*/\1/p' "$work/out")
  sed '1,/^\r*$/d' "$work/out" >"$work/body"
  if [ -n "$status" ]; then code=0
  elif [ "$ended" = 124 ]; then code=28
  elif grep -qi 'connect:errno\|connection refused\|no route' "$work/err"; then code=7
  elif grep -qi 'verify error\|certificate verify failed' "$work/err"; then code=60
  elif grep -qi "can't open\|unable to load\|no such file" "$work/err"; then code=58
  else code=56; fi
}

if command -v curl >/dev/null; then by_curl
elif command -v openssl >/dev/null && [ "$files" != - ]; then by_openssl
else exit 47; fi
echo "$code ${status:-0}"
packed "$work/err"
packed "$work/body"
