# Starts a ping that outlives this connection, and ends by itself. Prints the folder where its words are; a minute after its end that is gone.
# Exit 47: there is no ping.
# Arguments: address, seconds.
export LC_ALL=C PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
umask 077
command -v ping >/dev/null || exit 47
work=$(mktemp -d /run/etcd-tls-ping.XXXXXX) || exit 1
setsid sh -c '
  ping -n -D -i 0.2 -w "$2" "$1" >"$3/out" 2>&1 &
  echo $! >"$3/pid"
  wait
  rounds=60
  while [ -e "$3/out" ] && [ "$rounds" -gt 0 ]; do
    sleep 1
    rounds=$((rounds - 1))
  done
  rm -rf "$3"
' ping-start "$1" "$2" "$work" </dev/null >/dev/null 2>&1 &
echo "$work"
