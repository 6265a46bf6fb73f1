# One look at a consumer of etcd; changes nothing. Prints lines `tag value…`; texts that others wrote are in base64 behind a colon; the last
# line is `end`.
#   clock seconds                                 this host's clock, at the begin and at the end
#   show property=value                           of its unit
#   file kind vendor owner group mode text path   in systemd's order; vendor is yes for what a package or a boot makes anew
#   large path                                    a file that is too big to be what it should be
#   dependent tie unit                            a running service that restarts with it
#   part unit kind vendor owner group mode text path   a file of a dependent
#   program path, version text                    what a start would run
#   pid n, started seconds, running same|replaced|hidden
#   cmdline, environ                              words and variables of the process, each ended by NUL; what may be a secret is ***
#   set version state key owner group mode certificate ca
# Arguments: the unit, or - for a static pod; the program of that pod; the folder of the certificate sets; the stem of the names in a set;
# the number of declared files; those files; further variables.
export LC_ALL=C PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
bus=org.freedesktop.systemd1
unit=$1
pod=$2
folder=$3
stem=$4
declared=$5
shift 5
most=262144
program=
pid=0
secret='[Pp][Aa][Ss][Ss]|[Tt][Oo][Kk][Ee][Nn]|[Ss][Ee][Cc][Rr][Ee][Tt]|[Uu][Ss][Ee][Rr]'

say() { printf '%s\n' "$*"; }
packed() { printf ':'; base64 | tr -d '\n'; }

# Values of what is called like a secret, in the same word, in the next one or inside of a word of several, and what stands before the @ of
# a URL.
masked() {
  sed -zE -e "s/^([^=]*($secret)[^=]*)=.*/\1=***/" \
    -e "/^--?[^=]*($secret)[^=]*\$/{n;s/.*/***/}" \
    -e "s/(--?[A-Za-z0-9._-]*($secret)[A-Za-z0-9._-]*[= ])[^ ]+/\1***/g" \
    -e 's#(://)[^/,@]*@#\1***@#g'
}

# What is told of a file, behind its tag and kind.
file() {
  [ -f "$2" ] || return 0
  facts=$(stat -L -c '%U %G %a %s' "$2")
  if [ "${facts##* }" -gt $most ]; then
    say large "$2"
    return 0
  fi
  case $(readlink -f "$2") in /usr/lib/* | /lib/* | /run/*) vendor=yes ;; *) vendor=no ;; esac
  printf '%s %s %s ' "$1" $vendor "${facts% *}"
  packed <"$2"
  say " $2"
}

# All units that are tied to it in one question: each program that is started costs the host two milliseconds.
dependents() {
  ties=$(printf '%s\n' "$shown" | awk -F = '
    $1 == "RequiredBy" || $1 == "BoundBy" || $1 == "ConsistsOf" || $1 == "RequisiteOf" {
      count = split($2, units, " ")
      for (i = 1; i <= count; i++) if (units[i] ~ /\.service$/) print $1, units[i]
    }')
  [ -n "$ties" ] || return 0
  systemctl show $(printf '%s\n' "$ties" | cut -d ' ' -f 2 | sort -u) -p Id,ActiveState,FragmentPath,DropInPaths | awk -F = '
    function told() { if (state == "active") { print "unit", id; if (paths != "") print paths }; state = id = paths = "" }
    $0 == "" { told() }
    $1 == "Id" { id = $2 }
    $1 == "ActiveState" { state = $2 }
    $1 == "FragmentPath" && $2 != "" { paths = "FRAGMENT " $2 paths }
    $1 == "DropInPaths" { count = split($2, parts, " "); for (i = 1; i <= count; i++) paths = paths "\nDROP_IN " parts[i] }
    END { told() }' | while read -r kind path; do
    case $kind in
      unit)
        other=$path
        printf '%s\n' "$ties" | awk -v other="$other" '$2 == other { print "dependent", $1, other }'
        ;;
      FRAGMENT | DROP_IN) file "part $other $kind" "$path" ;;
    esac
  done
}

value() { printf '%s\n' "$shown" | sed -n "s/^$1=//p"; }

# Older versions of systemd print EnvironmentFile for EnvironmentFiles.
unit() {
  shown=$(systemctl show "$unit" -p LoadState,ActiveState,InvocationID,NeedDaemonReload,User,Group,MainPID \
    -p FragmentPath,DropInPaths,EnvironmentFiles,ExecStart -p RequiredBy,BoundBy,ConsistsOf,RequisiteOf)
  for property in LoadState ActiveState InvocationID NeedDaemonReload User Group MainPID; do
    say "show $property=$(value $property)"
  done
  user=$(value User)
  [ -z "$user" ] || say "show PrimaryGroup=$(id -gn "$user" 2>/dev/null)"
  file 'file FRAGMENT' "$(value FragmentPath)"
  for path in $(value DropInPaths); do file 'file DROP_IN' "$path"; done
  printf '%s\n' "$shown" | sed -n 's/^EnvironmentFiles\{0,1\}=\(.*\) (ignore_errors=[a-z]*)$/\1/p' | while read -r pattern; do
    for path in $pattern; do file 'file ENVIRONMENT_FILE' "$path"; done
  done
  dependents
  pid=$(value MainPID)
  program=$(value ExecStart | sed -n '1s/^{ path=\([^ ]*\) ;.*/\1/p')
  say program "$program"
  case ${program##*/} in
    kube-apiserver | hyperkube) say version "$(env -i timeout 5 "$program" --version 2>/dev/null | head -n 1)" ;;
    flanneld) say version "$(env -i timeout 5 "$program" --version 2>&1 | head -n 1)" ;;
  esac
}

# The kubelet's process. Its program is a container's, and root does not run that.
pod() {
  pid=$(ls -l /proc/[0-9]*/exe 2>/dev/null | sed -n "s|.* /proc/\([0-9]*\)/exe -> .*/$pod\$|\1|p" | head -n 1)
  program=/proc/${pid:-0}/exe
  say program "$(readlink "$program")"
}

# systemd notes the start to the microsecond; the kernel counts it in ticks since the boot, whose time is cut to the second.
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

process() {
  say pid "$pid"
  started
  here=$(stat -L -c %d:%i "/proc/$pid/exe" 2>/dev/null)
  disk=$(stat -L -c %d:%i "$program" 2>/dev/null)
  if [ -z "$here" ]; then say running hidden; elif [ "$here" = "$disk" ]; then say running same; else say running replaced; fi
  printf 'cmdline '; masked <"/proc/$pid/cmdline" | packed; echo
  printf 'environ '; grep -zE "$wanted" "/proc/$pid/environ" | masked | packed; echo
}

certificates() {
  current=$(readlink -f "$folder/current" 2>/dev/null)
  for set in "$folder"/v[0-9]*; do
    [ -f "$set/$stem.crt" ] && [ -f "$set/ca.crt" ] && [ -f "$set/$stem.key" ] || continue
    state=staged
    [ "$(readlink -f "$set")" = "$current" ] && state=current
    public=$(openssl pkey -in "$set/$stem.key" -passin pass: -pubout -outform DER 2>/dev/null | sha256sum | cut -c 1-64)
    printf 'set %s %s %s %s ' "${set##*/v}" "$state" "$public" "$(stat -L -c '%U %G %a' "$set/$stem.key")"
    head -c 65536 "$set/$stem.crt" | packed
    printf ' '
    head -c 262144 "$set/ca.crt" | packed
    echo
  done
}

say clock "$(date +%s.%N)"
if [ "$unit" = - ]; then pod; else unit; fi
while [ "$declared" -gt 0 ]; do
  file 'file DECLARED' "$1"
  declared=$((declared - 1))
  shift
done
wanted='^(FLANNELD_|ETCD_|PATRONI_ETCD|KUBE_|CALICO_'
for variable in "$@"; do wanted="$wanted|$variable="; done
wanted="$wanted)"
if [ "${pid:-0}" -gt 0 ] && [ -r "/proc/$pid/cmdline" ]; then process; fi
[ ! -d "$folder" ] || certificates
say clock "$(date +%s.%N)"
say end
