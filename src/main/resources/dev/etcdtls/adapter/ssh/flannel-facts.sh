# What flanneld has made of this host; changes nothing. Prints lines `tag value…`; the last line is `end`. Exit 47: ip or bridge is missing.
#   subnet text                 its subnet file in base64 behind a colon; no such line without one
#   link name text              a vxlan link
#   route name text, fdb name text
# Argument: the subnet file.
export LC_ALL=C PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
command -v ip >/dev/null || exit 47
if [ -f "$1" ]; then
  printf 'subnet :'
  head -c 65536 "$1" | base64 | tr -d '\n'
  echo
fi
links=$(ip -o link show type vxlan | sed -n 's/^[0-9]*: \(flannel[-.a-z0-9]*\)[@:].*/\1/p')
if [ -n "$links" ]; then
  command -v bridge >/dev/null || exit 47
  for link in $links; do
    echo "link $link $(ip -d -o link show dev "$link")"
    # What the kernel itself made comes and goes with addresses; whether a wire is in says nothing about flannel.
    { ip -4 -o route show dev "$link"; ip -6 -o route show dev "$link"; } |
      sed -e '/proto kernel/d' -e 's/ linkdown//' -e 's/ *$//' -e "s/^/route $link /"
    bridge fdb show dev "$link" | sed -e 's/ *$//' -e "s/^/fdb $link /"
  done
fi
echo end
