# Prints systemd's view of a unit as `name=value` lines, and its group.
# Arguments: unit.
systemctl show "$1" -p LoadState,ActiveState,InvocationID,NeedDaemonReload,User,Group,MainPID || exit 1
user=$(systemctl show "$1" -p User | cut -d= -f2-)
[ -z "$user" ] || echo "PrimaryGroup=$(id -gn "$user")"
