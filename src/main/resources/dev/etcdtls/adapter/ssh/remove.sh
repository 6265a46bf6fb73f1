# Removes a file or folder.
# Arguments: path.
rm -rf -- "$1" && sync "$(dirname "$1")" 2>/dev/null || [ ! -e "$1" ]
