# Prints the last lines in which the present throw-away etcd says why it refused a connection.
# Arguments: name.
start=$(systemctl show "etcd-tls-rehearsal-$1.service" -p InvocationID | cut -d= -f2)
[ -z "$start" ] || journalctl --no-pager -q -o cat -n 200 "_SYSTEMD_INVOCATION_ID=$start" | grep -i 'reject\|handshake error' | tail -n 20
true
