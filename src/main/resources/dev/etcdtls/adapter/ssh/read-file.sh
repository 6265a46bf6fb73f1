# Prints owner, group and mode of a file on one line, then its bytes. Exit 44: there is none; 45: it is no file; 46: it is too big.
# Arguments: file, largest size in bytes.
[ -e "$1" ] || exit 44
[ -f "$1" ] || exit 45
[ "$(stat -L -c %s "$1")" -le "$2" ] || exit 46
stat -L -c '%U %G %a' "$1" && cat "$1"
