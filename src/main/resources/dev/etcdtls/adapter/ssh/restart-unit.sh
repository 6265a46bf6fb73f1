# Asks for a restart and does not wait for it. A unit that failed too often is not started again by systemd until that is forgotten.
# Arguments: unit.
systemctl reset-failed "$1" 2>/dev/null
systemctl restart --no-block "$1"
