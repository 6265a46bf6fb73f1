# Removes a file or folder; folders of our own around it go too when that has left them empty.
# Arguments: path.
rm -rf -- "$1" && sync "$(dirname "$1")" 2>/dev/null || [ ! -e "$1" ] || exit 1
around=$(dirname "$1")
while case $around in /var/lib/etcd-tls | /var/lib/etcd-tls/* | /etc/etcd-client | /etc/etcd-client/*) ;; *) false ;; esac; do
  rmdir "$around" 2>/dev/null || break
  around=$(dirname "$around")
done
exit 0
