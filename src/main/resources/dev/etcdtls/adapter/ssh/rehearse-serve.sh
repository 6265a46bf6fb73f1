# Starts a throw-away etcd as the service user with the staged files, and waits until it answers TLS. Exit 48: it did not start, and the
# end of its journal is printed; 49: it did not answer in time; 47: there is nothing to ask it with; 50: a port is in use, who has it is
# printed (to ask first is needed: what answers on a port that is in use is another server).
# It ends by itself after 15 minutes, whatever becomes of the tool.
# Arguments: name, user, group, program, folder of the files, address, client port, peer port, wanted DNS name of peers (or -).
export LC_ALL=C PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
name=$1 user=$2 group=$3 program=$4 files=$5 address=$6 client=$7 peer=$8 allowed=$9
unit=etcd-tls-rehearsal-$name
scratch=/var/lib/etcd-tls/rehearsal/$name
command -v curl >/dev/null || command -v openssl >/dev/null || exit 47

systemctl stop "$unit.service" 2>/dev/null
systemctl reset-failed "$unit.service" 2>/dev/null
taken=$(ss -Hltnp "( sport = :$client or sport = :$peer )" | head -n 1)
if [ -n "$taken" ]; then
  echo "$taken"
  exit 50
fi
rm -rf "$scratch"
mkdir -p "$scratch" || exit 1
chown "$user:$group" "$scratch" && chmod 700 "$scratch" || exit 1

# An address that is a name, or not the host's own (translated), is listened for on every address.
bare=$(printf '%s' "$address" | tr -d '[]')
listen=0.0.0.0
if ip -o addr show | awk '{ sub("/.*", "", $4); print $4 }' | grep -qxF -- "$bare"; then listen=$address; fi

set -- --name rehearsal --data-dir "$scratch/data" \
  --listen-client-urls "https://$listen:$client" --advertise-client-urls "https://$address:$client" \
  --listen-peer-urls "https://$listen:$peer" --initial-advertise-peer-urls "https://$address:$peer" \
  --initial-cluster "rehearsal=https://$address:$peer" \
  --cert-file "$files/member.crt" --key-file "$files/member.key" --trusted-ca-file "$files/ca.crt" --client-cert-auth \
  --peer-cert-file "$files/member.crt" --peer-key-file "$files/member.key" --peer-trusted-ca-file "$files/ca.crt" --peer-client-cert-auth
[ "$allowed" = - ] || set -- "$@" --peer-cert-allowed-hostname "$allowed"
began=$(date '+%Y-%m-%d %H:%M:%S')
systemd-run --quiet --collect --unit="$unit" --uid="$user" --gid="$group" -p RuntimeMaxSec=900 -p Nice=5 "$program" "$@" >/dev/null || exit 1

# Any answer of a TLS server will do: whether the certificates fit is for the dials to say.
answers() {
  if command -v curl >/dev/null; then
    curl -q -s -g -o /dev/null --noproxy '*' --http1.1 --connect-timeout 1 --max-time 2 \
      --cacert "$files/ca.crt" --cert "$files/member.crt" --key "$files/member.key" "https://$address:$client/version"
    case $? in 7 | 28) return 1 ;; *) return 0 ;; esac
  fi
  timeout 2 openssl s_client -connect "$address:$client" -cert "$files/member.crt" -key "$files/member.key" </dev/null 2>/dev/null | grep -q 'BEGIN CERTIFICATE'
}

tries=0
while [ "$tries" -lt 100 ]; do
  if ! systemctl is-active --quiet "$unit.service"; then
    sleep 0.3
    journalctl --no-pager -q -o cat --since "$began" -n 40 -u "$unit.service"
    exit 48
  fi
  answers && exit 0
  sleep 0.2
  tries=$((tries + 1))
done
exit 49
