// Command api-load is the independent witness of what a migration does to the users of Kubernetes: it creates, lists and
// watches objects through kube-apiserver as an ordinary client would, keeps a log of what was acknowledged and of what
// its watches told, and afterwards asks every kube-apiserver for every object. It shares no code with etcd-tls and
// trusts nothing that etcd-tls says.
package main

import (
	"fmt"
	"os"
)

const usage = `api-load run    [--settings FILE] [--log FILE] [--rate N] [--plant-dropped-object N] [--plant-dropped-event N]
api-load count  [--log FILE] [--from TIME] [--to TIME]
api-load verify [--log FILE] [--from TIME] [--to TIME] [--settings FILE]

run     creates N objects a second, lists, and watches each kind until SIGTERM
count   what the log says, as JSON (no apiserver needed)
verify  the same, and each acknowledged object read back from each apiserver and found once in the watches' events;
        exit code 4 if an object or an event is lost
TIME is RFC 3339.
`

func main() {
	commands := map[string]func([]string) (int, error){"run": run, "count": count, "verify": verify}
	if len(os.Args) < 2 || commands[os.Args[1]] == nil {
		fmt.Fprint(os.Stderr, usage)
		os.Exit(2)
	}
	code, err := commands[os.Args[1]](os.Args[2:])
	if err != nil {
		fmt.Fprintln(os.Stderr, "api-load:", err)
		if code == 0 {
			code = 1
		}
	}
	os.Exit(code)
}
