# Copies a file with owner, mode and times, once: a copy that is there stays as it is.
# Arguments: from, to.
set -e
[ -e "$2" ] && exit 0
umask 077
folder=$(dirname "$2")
mkdir -p "$folder"
new=$(mktemp "$folder/.etcd-tls.XXXXXX")
trap 'rm -f "$new"' EXIT
trap 'exit 1' HUP INT TERM PIPE
cp -pL "$1" "$new"
sync "$new"
mv -nT "$new" "$2"
sync "$folder"
