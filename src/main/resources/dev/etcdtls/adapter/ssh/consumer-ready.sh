# Runs a readiness command by sh. Prints its exit code, or 124 when it did not end in time, and the first lines of what it said in base64
# behind a colon, without what looks like a secret.
# Standard input: the command, so that it stands on no command line and in no log of sudo.
# Arguments: its length in bytes; seconds.
export LC_ALL=C PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
umask 077
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
trap 'exit 1' HUP INT TERM PIPE
cat >"$work/command"
# A link that is cut looks like the end of the input, and half a command is another command.
[ "$(wc -c <"$work/command")" -eq "$1" ] || { echo "the command did not arrive whole" >&2; exit 1; }

masked() {
  sed -E -e '/BEGIN[A-Z ]*PRIVATE KEY/,/END[A-Z ]*PRIVATE KEY/s/.*/***/' \
    -e 's#(://)[^/[:space:]@]*@#\1***@#g' \
    -e 's/((authorization: *)?(bearer|basic) +)[^[:space:],;"]+/\1***/Ig' \
    -e 's/([a-z_-]*(pass|token|secret|credential)[a-z_-]*["]?[[:space:]]*[=:][[:space:]]*)[^[:space:],;]+/\1***/Ig' \
    -e 's/(--?[a-z-]*(pass|token|secret|credential)[a-z-]*[[:space:]]+)[^[:space:],;]+/\1***/Ig' \
    -e 's/eyJ[A-Za-z0-9_=-]{8,}(\.[A-Za-z0-9_=-]+)*/***/g'
}

timeout -k 2 "$2" sh "$work/command" </dev/null >"$work/out" 2>&1
code=$?
[ "$code" -ne 137 ] || code=124
echo "$code"
printf ':'
head -c 65536 "$work/out" | tr -d '\000-\010\013-\037\177' | masked | grep -v '^[[:space:]]*$' | head -n 8 | cut -c 1-300 | base64 | tr -d '\n'
echo
