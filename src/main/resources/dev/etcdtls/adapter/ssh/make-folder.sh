# Makes a folder with its parents; sets owner and mode of the folder itself, which is born closed.
# Arguments: folder, owner, group, mode.
set -e
umask 022
mkdir -p "$(dirname "$1")"
[ -d "$1" ] || mkdir -m 700 "$1"
chown "$2:$3" "$1"
chmod "$4" "$1"
