#!/bin/sh
# The dead-man switch of etcd-tls on this host: while a step changes etcd's configuration, this takes the step back at a deadline unless
# the tool disarms it. Run by etcd-tls-deadman.timer, and by the tool. To look at it: sh switch state
#
# Beside this script: state   (one line: stage, run, step, second of the deadline or of the firing)
#                     charge  (what it was told when it was armed)      settings  (what a process with the new configuration has)
#                     saved/  (the file as it was before, by its digest; `found` is what was replaced when it fired)
export LC_ALL=C PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
umask 077
home=/var/lib/etcd-tls/deadman
units=/etc/systemd/system
wants=$units/timers.target.wants
name=etcd-tls-deadman
stamp=/var/lib/systemd/timers/stamp-$name.timer

charged() { sed -n "s/^$1=//p" "$home/charge"; }
stage() { [ ! -f "$home/state" ] || cut -d ' ' -f 1 "$home/state"; }
state() { [ ! -f "$home/state" ] || cat "$home/state"; }
property() { systemctl show "$1" -p "$2" | cut -d = -f 2-; }
digest() { sha256sum <"$1" | cut -c 1-64; }
process_state() { property "$(charged unit)" ActiveState; }

# One rename: a reader sees the old line or the new one. Arguments: stage, second.
become() {
  printf '%s %s %s %s\n' "$1" "$(charged run)" "$(charged step)" "$2" >"$home/state.new" &&
    sync "$home/state.new" && mv -fT "$home/state.new" "$home/state" && sync "$home"
}

# Takes timer and service away. No daemon-reload: it would put other people's pending changes of units in force.
dismantle() {
  systemctl stop "$name.timer" 2>/dev/null
  rm -f "$wants/$name.timer" "$units/$name.timer" "$units/$name.service" "$stamp"
  rmdir "$wants" 2>/dev/null
  systemctl reset-failed "$name.service" 2>/dev/null
  return 0
}

remove_all() {
  dismantle
  rm -rf "$home"
  rmdir "$(dirname "$home")" 2>/dev/null
  return 0
}

# The unit was not started since the switch was armed.
not_restarted() { [ "$(property "$(charged unit)" InvocationID)" = "$(charged invocation)" ]; }

put_back() {
  file=$(readlink -f "$(charged file)")
  saved=$home/saved/$(charged before)
  [ "$(digest "$saved")" = "$(charged before)" ] || return 1
  cmp -s "$saved" "$file" && return 0
  [ ! -f "$file" ] || cp -p "$file" "$home/saved/found"
  new=$(mktemp "$(dirname "$file")/.etcd-tls.XXXXXX") || return 1
  if cp -p "$saved" "$new" && sync "$new" && mv -fT "$new" "$file"; then
    sync "$(dirname "$file")"
    echo "$file is as it was before $(charged step)"
    return 0
  fi
  rm -f "$new"
  return 1
}

# How long a stop and a start of the unit took last time, in seconds, rounded up.
last_restart() {
  begun=$(property "$1" InactiveExitTimestampMonotonic)
  ready=$(property "$1" ActiveEnterTimestampMonotonic)
  asked=$(property "$1" ActiveExitTimestampMonotonic)
  ended=$(property "$1" InactiveEnterTimestampMonotonic)
  start=$((${ready:-0} - ${begun:-0}))
  stop=$((${ended:-0} - ${asked:-0}))
  [ "$start" -gt 0 ] || start=0
  [ "$stop" -gt 0 ] || stop=0
  echo $(((start + stop + 999999) / 1000000))
}

# Arguments: run, step, unit, user, group, file, digests of the file before and after, URL of the new listener, folder of the certificates,
# then the new settings. Exit 51: another one lies here, it is printed; 52: there is nothing to go back to.
arm() {
  if [ -f "$home/state" ]; then
    read -r lies of_run of_step _ <"$home/state"
    if [ "$lies $of_run $of_step" != "armed $1 $2" ]; then
      state
      exit 51
    fi
    dismantle
  fi
  systemctl stop "$name.service" 2>/dev/null
  mkdir -p "$home/saved" && chmod 700 "$home" "$home/saved" || exit 1
  if [ "$(digest "$6")" = "$7" ]; then
    cp -pL "$6" "$home/saved/new" && sync "$home/saved/new" && mv -fT "$home/saved/new" "$home/saved/$7" || exit 1
  fi
  [ -f "$home/saved/$7" ] && [ "$(digest "$home/saved/$7")" = "$7" ] || { remove_all; exit 52; }

  seconds=$((3 * $(last_restart "$3")))
  [ "$seconds" -ge 60 ] || seconds=60
  deadline=$(($(date +%s) + seconds))
  cat >"$home/charge" <<CHARGE || exit 1
run=$1
step=$2
unit=$3
user=$4
group=$5
file=$6
before=$7
after=$8
url=$9
certificates=${10}
invocation=$(property "$3" InvocationID)
active=$(property "$3" ActiveState)
boot=$(cat /proc/sys/kernel/random/boot_id)
uptime=$(cut -d . -f 1 /proc/uptime)
seconds=$seconds
deadline=$deadline
CHARGE
  what="step $2 of run $1"
  shift 10
  : >"$home/settings"
  for setting in "$@"; do printf '%s\n' "$setting" >>"$home/settings"; done
  sync "$home/charge" "$home/settings" || exit 1

  [ -d "$wants" ] || mkdir -m 755 "$wants" || exit 1
  cat >"$units/$name.service" <<SERVICE || exit 1
[Unit]
Description=etcd-tls takes $what back, which nobody has ended
Documentation=file:$home/switch
ConditionPathExists=$home/state
[Service]
Type=oneshot
ExecStart=/bin/sh $home/switch fire
SERVICE
  # Within this boot by the time that has gone by; after a reboot by the calendar; again and again until it is done.
  cat >"$units/$name.timer" <<TIMER || exit 1
[Unit]
Description=Deadline of $what
Documentation=file:$home/switch
[Timer]
OnActiveSec=${seconds}s
OnCalendar=$(date -u -d "@$deadline" '+%Y-%m-%d %H:%M:%S') UTC
Persistent=true
OnUnitInactiveSec=20s
AccuracySec=1s
[Install]
WantedBy=timers.target
TIMER
  chmod 644 "$units/$name.service" "$units/$name.timer"
  ln -sfT "../$name.timer" "$wants/$name.timer" || exit 1
  rm -f "$stamp"
  sync "$units/$name.service" "$units/$name.timer" "$units" "$wants"
  become armed "$deadline" || exit 1
  systemctl start "$name.timer" || exit 1
  # An older timer of this name that is still in memory would fire at its own time.
  [ "$(property "$name.timer" NeedDaemonReload)" = no ] || { systemctl daemon-reload && systemctl restart "$name.timer"; } || exit 1
  systemctl is-active --quiet "$name.timer" || exit 1
  state
}

# Clocks may jump, so within one boot the time that has gone by counts.
is_due() {
  if [ "$(cat /proc/sys/kernel/random/boot_id)" = "$(charged boot)" ]; then
    [ "$(cut -d . -f 1 /proc/uptime)" -ge $(($(charged uptime) + $(charged seconds) - 1)) ]
  else
    [ "$(date +%s)" -ge $(($(charged deadline) - 1)) ]
  fi
}

runs_new_settings() {
  pid=$(property "$(charged unit)" MainPID)
  [ "${pid:-0}" -gt 0 ] || return 1
  tr '\0' '\n' <"/proc/$pid/environ" >"$home/environ" || return 1
  while IFS= read -r setting; do
    case $setting in
      *=*) grep -qxF -- "$setting" "$home/environ" || return 1 ;;
      *) ! grep -q "^$setting=." "$home/environ" || return 1 ;;
    esac
  done <"$home/settings"
}

as_user() {
  user=$(charged user)
  if [ "$user" = root ]; then "$@"; else setpriv --reuid="$user" --regid="$(charged group)" --init-groups -- "$@"; fi
}

# By etcd's own health page, which needs a leader and a quorum, over the new listener with the member's own certificate.
says_healthy() {
  url=$(charged url)
  files=$(charged certificates)
  address=${url#*://}
  ask="GET /health HTTP/1.0\r\nHost: $address\r\n\r\n"
  if command -v curl >/dev/null; then
    set -- curl -q -sS -g --http1.1 --noproxy '*' --connect-timeout 2 --max-time 5
    case $url in https:*) set -- "$@" --cacert "$files/ca.crt" --cert "$files/member.crt" --key "$files/member.key" ;; esac
    said=$(as_user "$@" "$url/health" 2>&1)
  elif [ "${url%%:*}" = https ]; then
    said=$(printf "$ask" | as_user timeout 5 openssl s_client -quiet -connect "$address" \
      -CAfile "$files/ca.crt" -cert "$files/member.crt" -key "$files/member.key" -verify_return_error 2>&1)
  else
    bare=$(printf '%s' "${address%:*}" | tr -d '[]')
    said=$(as_user timeout 5 bash -c 'exec 3<>"/dev/tcp/$0/$1" && printf "$2" >&3 && cat <&3' "$bare" "${address##*:}" "$ask" 2>&1)
  fi
  printf '%s\n' "$said" | grep -q '"health": *"true"'
}

# A start or stop is under way, or one is queued: after a boot etcd waits for the network, and is `inactive` until then.
in_transition() {
  case $(process_state) in
    activating | deactivating | reloading) return 0 ;;
    inactive) case $(property "$(charged unit)" Job) in '' | 0) return 1 ;; *) return 0 ;; esac ;;
    *) return 1 ;;
  esac
}

is_healthy() {
  said='its process does not run with the new settings'
  tries=0
  patience=90
  while [ "$tries" -lt 20 ] && [ "$patience" -gt 0 ]; do
    if [ "$(process_state)" = active ]; then
      runs_new_settings && says_healthy && return 0
      tries=$((tries + 1))
    elif in_transition; then
      patience=$((patience - 1))
    else
      return 1
    fi
    sleep 1
  done
  echo "not healthy over $(charged url): $said"
  return 1
}

await_active() {
  tries=0
  while [ "$tries" -lt 90 ]; do
    case $(process_state) in active) return 0 ;; failed) return 1 ;; esac
    sleep 1
    tries=$((tries + 1))
  done
  return 1
}

fired() {
  become "$1" "$(date +%s)" || exit 1
  echo "the dead-man switch of $(charged step) has fired: $1"
  dismantle
  exit 0
}

fire() {
  case $(stage) in armed | restarting) ;; *) dismantle && exit 0 ;; esac
  is_due || exit 0
  unit=$(charged unit)
  if [ "$(stage)" = armed ]; then
    if not_restarted && { [ "$(process_state)" = active ] || [ "$(charged active)" != active ]; }; then
      put_back || exit 1
      fired put-back
    fi
    ! is_healthy || fired left-alone
    put_back || exit 1
    # Before the restart: should this host die in the middle, it starts with the old file, and nobody restarts it again.
    become restarting "$(charged deadline)" || exit 1
    systemctl reset-failed "$unit" 2>/dev/null
    systemctl restart --no-block "$unit"
    sleep 1
  else
    case $(process_state) in failed | inactive) systemctl restart --no-block "$unit" && sleep 1 ;; esac
  fi
  if await_active; then fired restarted; else fired restarted-in-vain; fi
}

disarm() {
  case $(stage) in armed | '') remove_all ;; *) state ;; esac
}

settle() {
  [ "$(stage)" = armed ] || { state; return; }
  # A restart that was asked for may have read the new file already.
  if in_transition; then
    state
    return
  fi
  file=$(readlink -f "$(charged file)")
  if not_restarted; then
    if [ "$(digest "$file")" = "$(charged after)" ]; then put_back >&2 || exit 1; fi
  elif [ "$(process_state)" != active ]; then
    state
    return
  fi
  case $(digest "$file") in
    "$(charged before)" | "$(charged after)") remove_all ;;
    *)
      # Somebody else has changed the file: what it was before stays here for them.
      dismantle
      rm -f "$home/state" "$home/charge" "$home/settings" "$home/environ"
      ;;
  esac
}

forget() {
  case $(stage) in armed | restarting) state ;; *) remove_all ;; esac
}

# The tool does not wait long: a switch that holds the lock for long is doing its work, and its state says so.
# A folder that is always there, so that nothing is left of the lock.
exec 9<"$units" || exit 1
case $1 in
  state) state ;;
  fire) flock 9 && fire ;;
  arm)
    flock -w 20 9 || exit 1
    shift
    arm "$@"
    ;;
  disarm | settle | forget) if flock -w 20 9; then "$1"; else state; fi ;;
  *) exit 2 ;;
esac
# end of the switch
