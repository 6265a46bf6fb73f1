// Command pod-echo stands for the pods of a node: it answers echoes on the node's address in the overlay network and
// asks the other nodes for theirs, ten times a second each, so that a break in the network between pods can be counted.
package main

import (
	"fmt"
	"os"
)

const usage = `pod-echo run   --listen ADDRESS --targets NAME=ADDRESS,... [--port N] [--log FILE] [--rate N]
pod-echo count [--log FILE] [--from TIME] [--to TIME]

run    answers and asks until SIGTERM; ADDRESS may be written as 10.244.3.1/24; after a SIGUSR1 the next echo stays
       unanswered, to see that a loss is counted
count  what the log says, as JSON
TIME is RFC 3339.
`

func main() {
	commands := map[string]func([]string) (int, error){"run": run, "count": count}
	if len(os.Args) < 2 || commands[os.Args[1]] == nil {
		fmt.Fprint(os.Stderr, usage)
		os.Exit(2)
	}
	code, err := commands[os.Args[1]](os.Args[2:])
	if err != nil {
		fmt.Fprintln(os.Stderr, "pod-echo:", err)
		if code == 0 {
			code = 1
		}
	}
	os.Exit(code)
}
