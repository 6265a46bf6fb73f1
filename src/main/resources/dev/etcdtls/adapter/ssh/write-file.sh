# Replaces a file whole by what comes on standard input: temporary file beside it, synced, renamed. A link is followed, so that it stays
# a link. The length is checked, because a connection that is cut looks like the end of the input.
# Arguments: file, owner, group, mode, length in bytes.
set -e
umask 077
file=$(readlink -f "$1")
folder=$(dirname "$file")
new=$(mktemp "$folder/.etcd-tls.XXXXXX")
trap 'rm -f "$new"' EXIT
trap 'exit 1' HUP INT TERM PIPE
cat >"$new"
if [ "$(stat -c %s "$new")" != "$5" ]; then
  echo "the text did not arrive whole" >&2
  exit 1
fi
chown "$2:$3" "$new"
chmod "$4" "$new"
sync "$new"
mv -fT "$new" "$file"
sync "$folder"
