# Makes a folder with its parents; sets owner and mode of the folder itself.
# Arguments: folder, owner, group, mode.
set -e
umask 022
mkdir -p "$1"
chown "$2:$3" "$1"
chmod "$4" "$1"
