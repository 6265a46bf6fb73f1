#!/bin/sh
# The dead-man switch of etcd-tls on this host: while a step changes the configuration of etcd, or of a unit that uses etcd, this takes the
# step back at a deadline unless the tool disarms it. Run by etcd-tls-deadman.timer, and by the tool. To look at it: sh switch state
#
# Beside this script: state   (one line: stage, run, step, second of the deadline or of the firing, files that were left to somebody else)
#                     charge  (what it was told when it was armed)      settings  (what a process with the new configuration has)
#                     saved/  (files as they were before, by their digest; `found` is what was replaced when it fired)
#                     health  (how a unit that is not etcd is asked)    asked     (the start that the one restart is to end)
#
# Two kinds of charges: etcd's has one file, which goes back whatever became of it, and etcd is asked for its health page. One of any
# other unit has `kind=command` and files; of these only what is still as the step made it goes back.
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
found() { if [ -e "$1" ]; then digest "$1"; else echo absent; fi; }
real() { readlink -f "$1" || echo "$1"; }
uptime() { cut -d . -f 1 /proc/uptime; }
is_etcd() { [ -z "$(charged kind)" ]; }
process_state() { property "$(charged unit)" ActiveState; }

# Its files, a line each: digest before, digest after, name of the kept copy, path. A file that is not there has `absent` for a digest.
each_file() {
  if is_etcd; then
    echo "$(charged before) $(charged after) $(charged before) $(charged file)"
  else
    charged files
  fi
}

left() { [ ! -s "$home/left" ] || printf ' %s' "$(paste -sd , "$home/left")"; }

# One rename: a reader sees the old line or the new one. Arguments: stage, second.
become() {
  printf '%s %s %s %s%s\n' "$1" "$(charged run)" "$(charged step)" "$2" "$(left)" >"$home/state.new" &&
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

# Nothing has come of the step but its edit: the unit runs as it did before, or did not run before either.
untouched() {
  not_restarted || return 1
  ! is_etcd && queued && return 1
  [ "$(process_state)" = active ] || [ "$(charged active)" != active ]
}

# Arguments: file, its kept copy, digest of that.
restore() {
  [ "$(digest "$2")" = "$3" ] || return 1
  cmp -s "$2" "$1" && return 0
  [ ! -f "$1" ] || cp -p "$1" "$home/saved/found"
  new=$(mktemp "$(dirname "$1")/.etcd-tls.XXXXXX") || return 1
  if cp -p "$2" "$new" && sync "$new" && mv -fT "$new" "$1"; then
    sync "$(dirname "$1")"
    echo "$1 is as it was before $(charged step)"
    return 0
  fi
  rm -f "$new"
  return 1
}

# A file that the step has made goes; so does a folder for drop-ins that this leaves empty. Argument: file.
withdraw() {
  rm -f "$1" && sync "$(dirname "$1")" || return 1
  case $(dirname "$1") in "$units"/*.d) rmdir "$(dirname "$1")" 2>/dev/null ;; esac
  echo "$1 is gone, as it was before $(charged step)"
}

# Of the files of a step those that are as it made them; one that somebody else has changed since is left to them.
put_back_own() {
  : >"$home/left"
  while read -r before after copy path; do
    file=$(real "$path")
    case $(found "$file") in
      "$before") continue ;;
      "$after") ;;
      *)
        echo "$path" >>"$home/left"
        echo "$path has been changed by somebody else since, and is left as it is"
        continue
        ;;
    esac
    # A mark that lasts: should this end between the file and the daemon-reload, the next try makes up for it.
    [ "$(charged reload)" != yes ] || : >"$home/moved"
    if [ "$before" = absent ]; then
      withdraw "$file" || return 1
    else
      [ -d "$(dirname "$file")" ] || (umask 022 && mkdir -p "$(dirname "$file")") || return 1
      restore "$file" "$home/saved/$copy" "$before" || return 1
    fi
  done <<FILES
$(each_file)
FILES
}

# Only after a unit's own file went back: this puts other people's pending changes of units in force, too.
reload_units() {
  [ -f "$home/moved" ] || return 0
  systemctl daemon-reload && rm -f "$home/moved"
}

put_back() {
  if is_etcd; then
    restore "$(readlink -f "$(charged file)")" "$home/saved/$(charged before)" "$(charged before)"
  else
    put_back_own && reload_units
  fi
}

# Every file is somebody else's by now: there is nothing to take back.
all_left() { ! is_etcd && [ "$(wc -l <"$home/left")" -eq "$(each_file | wc -l)" ]; }

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

# Makes room for a charge. Arguments: run, step. Exit 51: another one lies here, it is printed.
claim() {
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
  rm -f "$home/left" "$home/moved" "$home/asked"
}

# Keeps a file as it was before the step, unless an earlier arming has. Arguments: file, digest before, name of the copy.
keep() {
  if [ "$(found "$1")" = "$2" ]; then
    cp -pL "$1" "$home/saved/new" && sync "$home/saved/new" && mv -fT "$home/saved/new" "$home/saved/$3" || exit 1
  fi
  [ -f "$home/saved/$3" ] && [ "$(digest "$home/saved/$3")" = "$2" ]
}

# Sets the deadline. Arguments: unit, the least number of seconds.
set_deadline() {
  seconds=$((3 * $(last_restart "$1")))
  [ "$seconds" -ge "$2" ] || seconds=$2
  deadline=$(($(date +%s) + seconds))
}

# The last lines of a charge: when it was armed, and what the unit was then. Argument: unit.
moment() {
  cat <<MOMENT
invocation=$(property "$1" InvocationID)
active=$(property "$1" ActiveState)
boot=$(cat /proc/sys/kernel/random/boot_id)
uptime=$(uptime)
seconds=$seconds
deadline=$deadline
MOMENT
}

# Puts service and timer there, which fires at `deadline`, `seconds` from now.
plant() {
  what="step $(charged step) of run $(charged run)"
  [ -d "$wants" ] || mkdir -m 755 "$wants" || return 1
  cat >"$units/$name.service" <<SERVICE || return 1
[Unit]
Description=etcd-tls takes $what back, which nobody has ended
Documentation=file:$home/switch
ConditionPathExists=$home/state
[Service]
Type=oneshot
ExecStart=/bin/sh $home/switch fire
SERVICE
  # Within this boot by the time that has gone by; after a reboot by the calendar; again and again until it is done.
  cat >"$units/$name.timer" <<TIMER || return 1
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
  ln -sfT "../$name.timer" "$wants/$name.timer" || return 1
  rm -f "$stamp"
  sync "$units/$name.service" "$units/$name.timer" "$units" "$wants"
}

start_timer() {
  systemctl start "$name.timer" || return 1
  # An older timer of this name that is still in memory would fire at its own time.
  [ "$(property "$name.timer" NeedDaemonReload)" = no ] || { systemctl daemon-reload && systemctl restart "$name.timer"; } || return 1
  systemctl is-active --quiet "$name.timer"
}

# What is charged takes effect. Arguments: settings.
set_off() {
  : >"$home/settings"
  for setting in "$@"; do printf '%s\n' "$setting" >>"$home/settings"; done
  sync "$home/charge" "$home/settings" || exit 1
  plant || exit 1
  become armed "$deadline" || exit 1
  start_timer || exit 1
  state
}

# For etcd. Arguments: run, step, unit, user, group, file, digests of the file before and after, URL of the new listener, folder of the
# certificates, then the new settings. Exit 51: another one lies here, it is printed; 52: there is nothing to go back to.
arm() {
  claim "$1" "$2"
  keep "$6" "$7" "$7" || { remove_all; exit 52; }
  set_deadline "$3" 60
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
$(moment "$3")
CHARGE
  shift 10
  set_off "$@"
}

# For any other unit; its health check comes on standard input: shell commands that end well when it is healthy, and whose last line says
# that they came whole. Arguments: run, step, unit, user, group, whether systemd must read units anew (yes, no), the least number of seconds
# until the deadline, the longest that one check may take, how long it is asked; then digest before, digest after and path of each file;
# `--`; the new settings. Exits as `arm`, and 53: the health check is none.
guard() {
  mkdir -p "$home" && chmod 700 "$home" && cat >"$home/health.new" || exit 1
  if [ "$(tail -n 1 "$home/health.new")" != "# end of the health check" ] || ! check "$home/health.new" | sh -n; then
    rm -f "$home/health.new"
    [ -f "$home/state" ] || remove_all
    exit 53
  fi
  claim "$1" "$2"
  mv -fT "$home/health.new" "$home/health" || exit 1
  set_deadline "$3" "$7"
  cat >"$home/charge.new" <<CHARGE || exit 1
run=$1
step=$2
unit=$3
user=$4
group=$5
kind=command
reload=$6
limit=$8
within=$9
$(moment "$3")
CHARGE
  shift 9
  [ "$1" != -- ] || exit 2
  while [ "$1" != -- ]; do
    # By its path, too: two files of the same bytes may have two owners.
    copy=$1.$(printf '%s' "$3" | sha256sum | cut -c 1-12)
    [ "$1" = absent ] || keep "$3" "$1" "$copy" || { remove_all; exit 52; }
    echo "files=$1 $2 $copy $3" >>"$home/charge.new"
    shift 3
  done
  shift
  mv -fT "$home/charge.new" "$home/charge" && sync "$home/health" || exit 1
  set_off "$@"
}

# Clocks may jump, so within one boot the time that has gone by counts.
is_due() {
  if [ "$(cat /proc/sys/kernel/random/boot_id)" = "$(charged boot)" ]; then
    [ "$(uptime)" -ge $(($(charged uptime) + $(charged seconds) - 1)) ]
  else
    [ "$(date +%s)" -ge $(($(charged deadline) - 1)) ]
  fi
}

# A flag of the command line, with one dash or two, in one word or two: each time that it is given it has this value, and it is given.
# Argument: --flag=value, or --flag for one that must not be given.
has_flag() {
  flag=${1%%=*}
  flag=${flag#--}
  seen=no
  open=no
  while IFS= read -r word; do
    if [ "$open" = yes ]; then
      given=$word
      open=no
    else
      case $word in
        "-$flag="* | "--$flag="*) given=${word#*=} ;;
        "-$flag" | "--$flag")
          seen=yes
          open=yes
          continue
          ;;
        *) continue ;;
      esac
    fi
    seen=yes
    [ "--$flag=$given" = "$1" ] || return 1
  done <"$home/argv"
  case $1 in
    *=*) [ "$seen$open" = yesno ] ;;
    *) [ "$seen" = no ] ;;
  esac
}

runs_new_settings() {
  pid=$(property "$(charged unit)" MainPID)
  [ "${pid:-0}" -gt 0 ] || return 1
  tr '\0' '\n' <"/proc/$pid/environ" >"$home/environ" || return 1
  tr '\0' '\n' <"/proc/$pid/cmdline" >"$home/argv" || return 1
  while IFS= read -r setting; do
    case $setting in
      --*) has_flag "$setting" || return 1 ;;
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

# A health check as a shell is given it: whole before it begins, and without what comes in behind it. Argument: file.
check() {
  echo '{'
  cat "$1"
  echo '} </dev/null'
}

# By the check that was given, as the unit's own user. What it leaves behind must hold neither this script nor its lock.
passes_check() {
  check "$home/health" | as_user timeout -k 1 "$(charged limit)" sh -s >"$home/said" 2>&1 9>&-
  ended=$?
  said=$(tail -c 300 "$home/said")
  case $ended in 124 | 137) said="no end within $(charged limit) s: $said" ;; esac
  return "$ended"
}

queued() { case $(property "$(charged unit)" Job) in '' | 0) return 1 ;; *) return 0 ;; esac; }

# A start or stop is under way, or one is queued: after a boot etcd waits for the network, and is `inactive` until then.
in_transition() {
  case $(process_state) in
    activating | deactivating | reloading) return 0 ;;
    inactive) queued ;;
    active) ! is_etcd && queued ;;
    *) return 1 ;;
  esac
}

# How many seconds a stop and a start may take. Some units need longer than etcd does.
longest() { if is_etcd; then echo 90; else echo $(($(charged seconds) + 30)); fi; }

# May it be asked once more: etcd's health page some times, anything else for as long as it was said to take.
may_ask() { if is_etcd; then [ "$tries" -lt 20 ]; else [ -z "$until" ] || [ "$(uptime)" -lt "$until" ]; fi; }

says_well() { if is_etcd; then says_healthy; else passes_check; fi; }

is_healthy() {
  said='its process does not run with the new settings'
  tries=0
  patience=$(longest)
  until=
  while may_ask && [ "$patience" -gt 0 ]; do
    if [ "$(process_state)" = active ] && { is_etcd || ! queued; }; then
      is_etcd || until=${until:-$(($(uptime) + $(charged within)))}
      runs_new_settings && says_well && return 0
      tries=$((tries + 1))
    elif in_transition; then
      patience=$((patience - 1))
    else
      return 1
    fi
    sleep 1
  done
  if is_etcd; then echo "not healthy over $(charged url): $said"; else echo "not healthy by its check: $said"; fi
  return 1
}

# The start that was there when the restart was asked for is over.
carried_out() { case $(property "$(charged unit)" InvocationID) in '' | "$(cat "$home/asked")") return 1 ;; esac; }

# Before the restart: should this host die in the middle, it starts with the old files, and nobody restarts it again.
begin_restart() {
  is_etcd || { property "$(charged unit)" InvocationID >"$home/asked" && sync "$home/asked"; } || return 1
  become restarting "$(charged deadline)" || return 1
  restart_unit
}

# A unit that failed too often is not started again by systemd until that is forgotten.
restart_unit() {
  systemctl reset-failed "$(charged unit)" 2>/dev/null
  systemctl restart --no-block "$(charged unit)"
  sleep 1
}

# One that was asked for is asked for again only when nothing has come of it, nor will.
resume_restart() {
  if is_etcd; then
    case $(process_state) in failed | inactive) systemctl restart --no-block "$(charged unit)" && sleep 1 ;; esac
  else
    carried_out || in_transition || restart_unit
  fi
}

# Argument: so many seconds. 1: it has failed; 2: it is under way still.
await_active() {
  tries=0
  while [ "$tries" -lt "$1" ]; do
    if is_etcd || carried_out; then
      case $(process_state) in active) return 0 ;; failed) return 1 ;; esac
    fi
    sleep 1
    tries=$((tries + 1))
  done
  return 2
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
  if [ "$(stage)" = armed ]; then
    if untouched; then
      put_back || exit 1
      ! all_left || fired left-to-others
      fired put-back
    fi
    ! is_healthy || fired left-alone
    put_back || exit 1
    ! all_left || fired left-to-others
    begin_restart || exit 1
  else
    resume_restart
  fi
  if await_active "$(longest)"; then fired restarted; else fired restarted-in-vain; fi
}

# What the deadline would do, now, and whatever the unit says of itself. Does not wait long: while the restart is under way the state says
# so, the timer stays, and being asked again is harmless.
take_back() {
  case $(stage) in
    armed | left-alone)
      put_back || exit 1
      ! all_left || fired left-to-others
      ! untouched || fired put-back
      if [ "$(stage)" = left-alone ]; then
        # Its timer is gone: there is to be one again that ends what this begins.
        seconds=20
        deadline=$(($(date +%s) + 20))
        plant && start_timer || exit 1
      fi
      begin_restart || exit 1
      ;;
    restarting) resume_restart ;;
    *) exit 0 ;;
  esac
  await_active 10
  case $? in 0) fired restarted ;; 1) fired restarted-in-vain ;; esac
}

disarm() {
  case $(stage) in armed | '') remove_all ;; *) state ;; esac
}

# Some file is neither as it was before the step nor as the step made it.
is_altered() {
  while read -r before after _ path; do
    case $(found "$(real "$path")") in "$before" | "$after") ;; *) return 0 ;; esac
  done <<FILES
$(each_file)
FILES
  return 1
}

settle() {
  [ "$(stage)" = armed ] || { state; return; }
  # A restart that was asked for may have read the new file already.
  if in_transition; then
    state
    return
  fi
  if not_restarted; then
    put_back_own >&2 && reload_units || exit 1
  elif [ "$(process_state)" != active ]; then
    state
    return
  fi
  if is_altered; then
    # Somebody else has changed the file: what it was before stays here for them.
    dismantle
    for own in state charge settings environ argv health said left asked moved; do rm -f "$home/$own"; done
  else
    remove_all
  fi
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
  guard)
    flock -w 20 9 || exit 1
    shift
    guard "$@"
    ;;
  take-back)
    # What it says goes to the tool's log; its state is the answer. It ends by itself where the lock's holder does not.
    if flock -w 15 9; then (take_back) >&2 || exit 1; fi
    state
    ;;
  disarm | settle | forget) if flock -w 20 9; then "$1"; else state; fi ;;
  *) exit 2 ;;
esac
# end of the switch
