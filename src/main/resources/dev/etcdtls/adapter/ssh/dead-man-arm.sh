# Puts the dead-man switch's script, which comes on standard input, on the host and arms it; behind the script may come a health check for
# it. Prints its state. Exit 47: a program is missing, it is printed; others as the script says.
# Arguments: `arm` or `guard`, and what the script wants for it.
set -e
export LC_ALL=C PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
umask 077
home=/var/lib/etcd-tls/deadman
for tool in flock setpriv; do
  command -v "$tool" >/dev/null || { echo "$tool"; exit 47; }
done
mkdir -p "$home"
chmod 700 "$home"
new=$(mktemp "$home/.switch.XXXXXX")
both=$(mktemp "$home/.both.XXXXXX")
trap 'rm -f "$new" "$both"' EXIT
trap 'exit 1' HUP INT TERM PIPE
cat >"$both"
sed '/^# end of the switch$/q' "$both" >"$new"
if [ "$(tail -n 1 "$new")" != "# end of the switch" ]; then
  echo "the script did not arrive whole" >&2
  exit 1
fi
chmod 700 "$new"
sync "$new"
mv -fT "$new" "$home/switch"
sync "$home"
sed '1,/^# end of the switch$/d' "$both" | sh "$home/switch" "$@"
