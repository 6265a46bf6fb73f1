package main

import (
	"context"
	"flag"
	"fmt"
	"strings"
	"time"

	clientv3 "go.etcd.io/etcd/client/v3"
)

const keysInTransaction = 100

// fill puts keys so that a cluster is not empty: a snapshot, a comparison and a catch-up then have something to do.
func fill(arguments []string) (int, error) {
	flags := flag.NewFlagSet("fill", flag.ExitOnError)
	keys := flags.Int("keys", 10000, "how many keys")
	size := flags.Int("size", 256, "bytes of each value")
	wanted := settingsFlags(flags)
	flags.Parse(arguments)
	used, err := wanted()
	if err != nil {
		return 2, err
	}
	members, err := openPool(used)
	if err != nil {
		return 2, err
	}
	defer members.close()
	value := strings.Repeat("x", *size)
	begin := time.Now()
	for from := 0; from < *keys; from += keysInTransaction {
		var puts []clientv3.Op
		for number := from; number < min(from+keysInTransaction, *keys); number++ {
			puts = append(puts, clientv3.OpPut(fmt.Sprintf("/registry/fill/%08d", number), value))
		}
		target := members.members[from/keysInTransaction%len(members.members)]
		ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
		_, err := target.client.Txn(ctx).Then(puts...).Commit()
		cancel()
		if err != nil {
			return 1, fmt.Errorf("%s: %w", target.endpoint, err)
		}
	}
	fmt.Printf("{\"keys\": %d, \"seconds\": %.1f}\n", *keys, time.Since(begin).Seconds())
	return 0, nil
}
