# The main process of a unit, as a client of etcd; changes nothing. Prints lines `tag value…`; texts that others wrote are in base64 behind
# a colon; the last line is `end`.
#   clock seconds       this host's clock, at the begin and at the end
#   pid n               the process; no such line when the unit does not run
#   started seconds     when the process was started
#   cmdline, environ    its words and the variables that say something about etcd, each ended by NUL; what may be a secret is ***
#   since seconds path  a file that one of them names, and when it came to its place: the last change of the file or of a link on its path
# Arguments: the unit; further variables.
export LC_ALL=C PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
bus=org.freedesktop.systemd1
unit=$1
shift
wanted='^(FLANNELD_|ETCD_|ETCDCTL_|KUBE_|CALICO_'
for variable in "$@"; do wanted="$wanted|$variable="; done
wanted="$wanted)"
secret='[Pp][Aa][Ss][Ss]|[Tt][Oo][Kk][Ee][Nn]|[Ss][Ee][Cc][Rr][Ee][Tt]|[Uu][Ss][Ee][Rr]'

packed() { printf ':'; base64 | tr -d '\n'; echo; }

# Values of what is called like a secret, in the same word or in the next one, and what stands before the @ of a URL.
masked() {
  sed -zE -e "s/^([^=]*($secret)[^=]*)=.*/\1=***/" -e "/^--?[^=]*($secret)[^=]*\$/{n;s/.*/***/}" -e 's#(://)[^/,@]*@#\1***@#g'
}

words() { masked <"/proc/$pid/cmdline"; }
variables() { grep -zE "$wanted" "/proc/$pid/environ" | masked; }

# systemd notes the start to the microsecond. The kernel counts it in ticks since the boot, whose time is cut to the second: that start is up
# to a second too early, and an owner who restarts at once after he has put certificates in place would have restarted before.
started() {
  object=$(busctl call $bus /org/freedesktop/systemd1 $bus.Manager GetUnit s "$unit" 2>/dev/null | sed -n 's/^o "\(.*\)"$/\1/p')
  noted=$(busctl get-property $bus "$object" $bus.Service ExecMainPID ExecMainStartTimestamp 2>/dev/null | tr '\n' ' ')
  case $noted in
    "u $pid t "[1-9]*)
      echo "$noted" | awk '{ printf "started %d.%06d\n", int($4 / 1000000), $4 % 1000000 }'
      return
      ;;
  esac
  ticks=$(sed 's/.*) //' "/proc/$pid/stat" | cut -d ' ' -f 20)
  boot=$(sed -n 's/^btime //p' /proc/stat)
  awk -v boot="$boot" -v ticks="$ticks" -v each="$(getconf CLK_TCK)" 'BEGIN { printf "started %.2f\n", boot + ticks / each }'
}

# A link that was switched over changes what its path leads to, and no file.
since() {
  last=$(
    {
      stat -L -c %.2Z "$1"
      path=$1
      while [ "$path" != / ]; do
        [ ! -L "$path" ] || stat -c %.2Z "$path"
        path=$(dirname "$path")
      done
    } | sort -n | tail -n 1
  )
  [ -z "$last" ] || echo "since $last $1"
}

echo "clock $(date +%s.%N)"
pid=$(systemctl show "$unit" -p MainPID | cut -d = -f 2)
if [ "${pid:-0}" -gt 0 ] && [ -r "/proc/$pid/cmdline" ]; then
  echo "pid $pid"
  started
  printf 'cmdline '
  words | packed
  printf 'environ '
  variables | packed
  { words; variables; } | tr '\0' '\n' | sed 's/^[^/]*=//' | grep '^/' | sort -u | head -n 50 | while read -r file; do
    [ ! -f "$file" ] || since "$file"
  done
fi
echo "clock $(date +%s.%N)"
echo end
