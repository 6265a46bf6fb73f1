# Whose connections etcd refused, by its journal since its present start; changes nothing. Prints lines `tag value…`; the last line is `end`.
#   since seconds                 when what is told begins, by this host's clock; no such line when the unit does not run
#   refused count source error    connections from an address that ended with this error; the error in base64 behind a colon
# etcd writes JSON from 3.5 on, JSON or plain text before. Connections to the peer listener are left out where the line tells (3.5 on).
# Arguments: unit, the earliest time of interest in seconds.
export LC_ALL=C PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
most=200000
pid=$(systemctl show "$1" -p MainPID | cut -d = -f 2)
start=$(systemctl show "$1" -p InvocationID | cut -d = -f 2)
if [ "${pid:-0}" -gt 0 ] && [ -n "$start" ]; then
  # A health check that is refused each second makes 86400 lines a day: a day is read at most.
  ticks=$(sed 's/.*) //' "/proc/$pid/stat" | cut -d ' ' -f 20)
  boot=$(sed -n 's/^btime //p' /proc/stat)
  since=$((boot + ticks / $(getconf CLK_TCK)))
  day=$(($(date +%s) - 86400))
  [ "$since" -ge "$day" ] || since=$day
  [ "$since" -ge "$2" ] || since=$2
  echo "since $since"
  journalctl --no-pager -q -o cat -n "$most" --since "@$since" "_SYSTEMD_INVOCATION_ID=$start" |
    sed -n -E -e 's/^\{.*"msg":"rejected connection( on client endpoint)?","remote-addr":"([^"]*)".*"error":"((\\.|[^"\\])*)".*/\2 \3/p' \
      -e 's/^.*rejected connection from "([^"]*)" \(error "((\\.|[^"\\])*)".*/\1 \2/p' |
    awk '{
      source = $1
      sub(/:[0-9]+$/, "", source)
      error = substr($0, length($1) + 2)
      sub(/^(read|write) tcp [^ ]*: (read|write): /, "", error)
      count[source " " error]++
    }
    END { for (each in count) print count[each], each }' | sort -k 1,1nr -k 2 | head -n 200 |
    while read -r count source error; do
      printf 'refused %s %s :' "$count" "$source"
      printf '%s' "$error" | base64 | tr -d '\n'
      echo
    done
fi
echo end
