# Points a symbolic link at its target by one rename.
# Arguments: link, target.
set -e
folder=$(dirname "$1")
new=$folder/.etcd-tls.link.$$
trap 'rm -f "$new"' EXIT
trap 'exit 1' HUP INT TERM PIPE
ln -sfn "$2" "$new"
mv -fT "$new" "$1"
sync "$folder"
