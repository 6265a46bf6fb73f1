// Command etcd-workload is the independent witness of a migration: it writes to etcd as an ordinary client would,
// keeps a log of what was acknowledged, and reads every acknowledged write back from every member. It shares no code
// with etcd-tls and trusts nothing that etcd-tls says.
package main

import (
	"fmt"
	"os"
)

const usage = `etcd-workload run    [--settings FILE] [--log FILE] [--rate N] [--plant-false-acknowledgement N]
etcd-workload count  [--log FILE] [--from TIME] [--to TIME]
etcd-workload verify [--log FILE] [--from TIME] [--to TIME] [--settings FILE | --endpoints URLS [--cacert F --cert F --key F]]
etcd-workload fill   [--keys N] [--size BYTES] [--settings FILE | --endpoints URLS [--cacert F --cert F --key F]]

run     writes until SIGTERM; SIGHUP reads the settings again and swaps the clients
count   what the log says, as JSON (no cluster needed)
verify  the same, and each acknowledged key read back serializably from each member; exit code 4 if any is lost
fill    puts keys below /registry/fill/
TIME is RFC 3339.
`

func main() {
	if len(os.Args) < 2 {
		fmt.Fprint(os.Stderr, usage)
		os.Exit(2)
	}
	commands := map[string]func([]string) (int, error){"run": run, "count": count, "verify": verify, "fill": fill}
	command, known := commands[os.Args[1]]
	if !known {
		fmt.Fprint(os.Stderr, usage)
		os.Exit(2)
	}
	code, err := command(os.Args[2:])
	if err != nil {
		fmt.Fprintln(os.Stderr, "etcd-workload:", err)
		if code == 0 {
			code = 1
		}
	}
	os.Exit(code)
}
