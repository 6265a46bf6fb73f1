# Prints the last lines in which a throw-away etcd says why it refused a connection.
# Arguments: name.
journalctl --no-pager -q -o cat --since '-2 min' -n 200 -u "etcd-tls-rehearsal-$1.service" | grep -i 'reject\|handshake error' | tail -n 3
true
