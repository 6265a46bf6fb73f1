# Changes what systemd does with a unit. Starts and stops are only asked for; a reload is waited for.
# Arguments: daemon-reload | enable, disable or reload, and the unit.
case $1 in
  daemon-reload)
    systemctl daemon-reload
    ;;
  enable)
    systemctl reset-failed "$2" 2>/dev/null
    systemctl enable --quiet "$2" && systemctl start --no-block "$2"
    ;;
  disable)
    # A unit whose file is gone may still run, and one that never was has nothing to be taken back.
    [ "$(systemctl show "$2" -p ActiveState)" = ActiveState=inactive ] || systemctl stop --no-block "$2" || exit 1
    if [ "$(systemctl show "$2" -p LoadState)" != LoadState=not-found ]; then
      systemctl disable --quiet "$2" || exit 1
    fi
    systemctl reset-failed "$2" 2>/dev/null
    true
    ;;
  reload)
    systemctl reload "$2"
    ;;
  *)
    echo "no such change: $1" >&2
    exit 1
    ;;
esac
