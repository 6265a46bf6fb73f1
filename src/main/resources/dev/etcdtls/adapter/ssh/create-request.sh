# Makes an EC P-256 key unless there is one, and prints a certificate request for it. Exit 47: there is no openssl.
# The key is written beside its place and renamed without overwriting: a key that is there is never lost, and none is ever half written.
# Arguments: key, owner, group, common name.
set -e
command -v openssl >/dev/null || exit 47
umask 077
if [ ! -s "$1" ]; then
  folder=$(dirname "$1")
  new=$(mktemp "$folder/.etcd-tls.XXXXXX")
  trap 'rm -f "$new"' EXIT
  trap 'exit 1' HUP INT TERM PIPE
  openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -pkeyopt ec_param_enc:named_curve -out "$new" 2>/dev/null
  [ -s "$new" ]
  chown "$2:$3" "$new"
  chmod 600 "$new"
  sync "$new"
  mv -nT "$new" "$1"
  sync "$folder"
fi
chown "$2:$3" "$1"
chmod 600 "$1"
openssl req -new -key "$1" -subj "/CN=$4"
