# Prints the last lines of a unit's journal since its present start.
# Arguments: unit, number of lines.
start=$(systemctl show "$1" -p InvocationID | cut -d= -f2)
if [ -n "$start" ]; then
  journalctl --no-pager -q -o cat -n "$2" "_SYSTEMD_INVOCATION_ID=$start"
else
  journalctl --no-pager -q -o cat -n "$2" -u "$1"
fi
