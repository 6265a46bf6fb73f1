# One look at a host; changes nothing. Prints lines `tag value…`; texts that others wrote are in base64 behind a colon; the last line is `end`.
# Arguments: the folder of the certificate sets; the folder of kept files; of each declared client its unit (- for none) and its folder.
export LC_ALL=C PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
folder=$1
kept=$2
shift 2
bus=org.freedesktop.systemd1

say() { printf '%s\n' "$*"; }
packed() { printf ':'; base64 | tr -d '\n'; }

# The unit of a process: the last service or scope in the path of its control group (both cgroup versions).
unit_of() {
  sed -n 's/^[0-9]*:\(name=systemd\)\{0,1\}:.*\/\([^/]*\.\(service\|scope\)\)\(\/.*\)\{0,1\}$/\2/p' "/proc/$1/cgroup" 2>/dev/null | head -n 1
}

machine() {
  say name "$(uname -n)"
  if command -v ip >/dev/null; then
    ip -o addr show scope global | awk '{ sub("/.*", "", $4); print "address " $4 }'
  else
    hostname -I | tr ' ' '\n' | sed '/^$/d; s/^/address /'
  fi
  for tool in curl openssl tcpdump ss ip systemctl busctl systemd-run journalctl base64 awk timeout setpriv; do
    command -v "$tool" >/dev/null && say tool "$tool"
  done
  df -PB1 /etc /var/lib 2>/dev/null | awk 'NR > 1 && (least == "" || $4 + 0 < least + 0) { least = $4 } END { print "free " least }'
}

# Processes whose program, or first word, is called etcd (a version may follow), without etcd's own proxies and the throw-away servers
# of a rehearsal.
servers() {
  {
    ls -l /proc/[0-9]*/exe 2>/dev/null | sed -n 's|.* /proc/\([0-9]*\)/exe -> .*/etcd[-_.v0-9]*\( (deleted)\)*$|\1|p'
    grep -lzE '^([^ ]*/)?etcd[-_.v0-9]*$' /proc/[0-9]*/cmdline 2>/dev/null | cut -d / -f 3
  } | sort -un | while read -r pid; do
    words=$(tr '\0' '\n' <"/proc/$pid/cmdline" 2>/dev/null)
    case $(printf '%s\n' "$words" | sed -n 1p) in etcd* | */etcd*) ;; *) continue ;; esac
    case $(printf '%s\n' "$words" | sed -n 2p) in gateway | grpc-proxy) continue ;; esac
    unit=$(unit_of "$pid")
    case $unit in etcd-tls-*) continue ;; esac
    say "$pid ${unit:--}"
  done
}

# A unit that would start an etcd, when none runs.
sleeping() {
  {
    systemctl list-units --all --plain --no-legend 'etcd*.service' | awk '{ print $1 }'
    systemctl list-unit-files --no-legend 'etcd*.service' | awk '$2 != "masked" && $1 !~ /@\./ { print $1 }'
  } | awk '!/^etcd-tls-/ && !seen[$0]++' | { sort | awk '$0 == "etcd.service" { print; found = 1; exit } { first = first ? first : $0 } END { if (!found && first) print first }'; }
}

environment_files() {
  for pattern in $(printf '%s\n' "$1" | grep -o '"[^"]*"' | tr -d '"'); do
    for file in $pattern; do
      [ -f "$file" ] || continue
      printf 'file %s %s ' "$file" "$(stat -L -c '%U %G %a' "$file")"
      head -c 262144 "$file" | packed
      echo
    done
  done
}

# Services that run and that systemd takes along when it restarts the unit: by Requires=, BindsTo=, PartOf= or Requisite=.
dependents() {
  systemctl show "$1" -p RequiredBy -p BoundBy -p ConsistsOf -p RequisiteOf | cut -d= -f2- | tr ' ' '\n' | grep '\.service$' | sort -u |
    while read -r other; do
      systemctl is-active --quiet "$other" && say dependent "$other"
    done
}

unit() {
  say unit "$1"
  shown=$(systemctl show "$1" -p LoadState,ActiveState,InvocationID,NeedDaemonReload,User,Group,MainPID | sed 's/^/show /')
  say "$shown"
  user=$(printf '%s\n' "$shown" | sed -n 's/^show User=//p')
  [ -z "$user" ] || say "show PrimaryGroup=$(id -gn "$user" 2>/dev/null)"
  dependents "$1"
  object=$(busctl call $bus /org/freedesktop/systemd1 $bus.Manager LoadUnit s "$1" | sed -n 's/^o "\(.*\)"$/\1/p')
  # One line for each, in this order: busctl writes line ends inside of a value as \n.
  values=$(busctl get-property $bus "$object" $bus.Service ExecStart EnvironmentFiles Environment)
  start=$(printf '%s\n' "$values" | sed -n 1p)
  files=$(printf '%s\n' "$values" | sed -n 2p)
  say bus ExecStart "$start"
  say bus Environment "$(printf '%s\n' "$values" | sed -n 3p)"
  say bus EnvironmentFiles "$files"
  systemctl show-environment 2>/dev/null | sed -n 's/^ETCD_/manager ETCD_/p'
  environment_files "$files"
  program=$(printf '%s\n' "$start" | grep -o '"[^"]*"' | head -n 1 | tr -d '"')
  say program "$program"
  case ${program##*/} in
    etcd*) say version "$(env -i timeout 5 "$program" --version 2>/dev/null | head -n 1)" ;;
  esac
}

process() {
  here=$(stat -L -c %d:%i "/proc/$1/exe" 2>/dev/null)
  disk=$(stat -L -c %d:%i "$program" 2>/dev/null)
  if [ -z "$here" ]; then say running hidden; elif [ "$here" = "$disk" ]; then say running same; else say running replaced; fi
  printf 'cmdline '; packed <"/proc/$1/cmdline"; echo
  printf 'environ '; grep -zE '^(ETCD_|HTTPS_PROXY=|https_proxy=|NO_PROXY=|no_proxy=)' "/proc/$1/environ" | packed; echo
}

# The sets below a folder that are whole: tag, folder, what certificate and key are called.
certificates() {
  current=$(readlink -f "$2/current" 2>/dev/null)
  for set in "$2"/v[0-9]*; do
    [ -f "$set/$3.crt" ] && [ -f "$set/ca.crt" ] && [ -f "$set/$3.key" ] || continue
    state=staged
    [ "$(readlink -f "$set")" = "$current" ] && state=current
    public=$(openssl pkey -in "$set/$3.key" -passin pass: -pubout -outform DER 2>/dev/null | sha256sum | cut -c 1-64)
    printf '%s %s %s %s %s ' "$1" "${set##*/v}" "$state" "$public" "$(stat -L -c '%U %G %a' "$set/$3.key")"
    head -c 65536 "$set/$3.crt" | packed
    printf ' '
    head -c 262144 "$set/ca.crt" | packed
    echo
  done
}

# A declared client: whose its key is to be, when its unit says so, and its sets; of half a set the number alone.
client() {
  say client "$2"
  if [ "$1" != - ]; then
    shown=$(systemctl show "$1" -p User -p Group)
    user=$(printf '%s\n' "$shown" | sed -n 's/^User=//p')
    group=$(printf '%s\n' "$shown" | sed -n 's/^Group=//p')
    [ -z "$user" ] || group=${group:-$(id -gn "$user" 2>/dev/null)}
    [ -z "$user" ] || [ -z "$group" ] || say client-user "$2" "$user" "$group"
  fi
  for set in "$2"/v[0-9]*; do
    [ ! -d "$set" ] || say client-version "$2" "${set##*/v}"
  done
  certificates "client-set $2" "$2" client
}

# Copies of configuration files from before a migration; each cluster has a folder of its own.
kept_files() {
  for file in "$kept"/*/*; do
    [ -f "$file" ] && [ ! -L "$file" ] || continue
    printf 'kept %s ' "$file"
    head -c 262144 "$file" | packed
    echo
  done
}

# Every listener, because a port that the tool wants may be taken; connections of etcd's own ports.
sockets() {
  ports=$(ss -Hltnp | awk -v own="pid=$1," '$0 ~ own { n = split($4, part, ":"); print part[n] }' | sort -u)
  filter=
  for port in ${ports:-2379 2380}; do
    filter="$filter${filter:+ or }sport = :$port or dport = :$port"
  done
  { ss -Hltnp; ss -Htnap "( $filter )" | awk '$1 == "ESTAB"'; } | sed 's/^/socket /' | head -n 20000
}

# All processes at once: this is the longest part of a look, and each program that is started costs the host two milliseconds.
owners() {
  groups=$(grep -o 'pid=[0-9]*' | sort -u | head -n 500 | sed 's/^pid=\(.*\)$/\/proc\/\1\/cgroup/')
  [ -z "$groups" ] || grep -H '' $groups 2>/dev/null |
    sed -n 's/^\/proc\/\([0-9]*\)\/cgroup:[0-9]*:\(name=systemd\)\{0,1\}:.*\/\([^/]*\.\(service\|scope\)\)\(\/.*\)\{0,1\}$/owner \1 \3/p' |
    awk '!seen[$2]++'
}

say clock "$(date +%s.%N)"
machine
found=$(servers)
[ -z "$found" ] || printf '%s\n' "$found" | sed 's/^/server /'
pid=$(printf '%s\n' "$found" | sed -n 's/^\([0-9]*\) .*\.service$/\1/p' | head -n 1)
name=$(printf '%s\n' "$found" | sed -n 's/^[0-9]* \(.*\.service\)$/\1/p' | head -n 1)
[ -n "$found" ] || name=$(sleeping)
[ -z "$name" ] || unit "$name"
[ -z "$pid" ] || process "$pid"
[ ! -d "$folder" ] || certificates set "$folder" member
while [ $# -ge 2 ]; do
  client "$1" "$2"
  shift 2
done
[ ! -f /var/lib/etcd-tls/deadman/state ] || say deadman "$(cat /var/lib/etcd-tls/deadman/state)"
[ ! -d "$kept" ] || kept_files
open=$(sockets "${pid:-none}")
if [ -n "$open" ]; then
  printf '%s\n' "$open"
  printf '%s\n' "$open" | owners
fi
say clock "$(date +%s.%N)"
say end
