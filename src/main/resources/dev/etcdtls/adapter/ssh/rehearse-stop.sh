# Ends a throw-away etcd and removes its folder; folders of ours that are empty then go too.
# Arguments: name.
unit=etcd-tls-rehearsal-$1.service
systemctl stop "$unit" 2>/dev/null
systemctl reset-failed "$unit" 2>/dev/null
rm -rf "/var/lib/etcd-tls/rehearsal/$1"
rmdir /var/lib/etcd-tls/rehearsal /var/lib/etcd-tls 2>/dev/null
[ ! -e "/var/lib/etcd-tls/rehearsal/$1" ]
