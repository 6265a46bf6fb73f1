package main

import (
	"context"
	"flag"
	"fmt"
	"time"

	clientv3 "go.etcd.io/etcd/client/v3"
)

const (
	page        = 2000
	mostNamed   = 20
	catchUpTime = 5 * time.Second
)

func verify(arguments []string) (int, error) {
	flags := flag.NewFlagSet("verify", flag.ExitOnError)
	operations := logFlags(flags)
	wanted := settingsFlags(flags)
	flags.Parse(arguments)
	used, err := wanted()
	if err != nil {
		return 2, err
	}
	read, err := operations()
	if err != nil {
		return 2, err
	}
	members, err := openPool(used)
	if err != nil {
		return 2, err
	}
	defer members.close()
	result := countOf(read)
	lost := map[string]bool{}
	for _, each := range members.members {
		missing, err := missingOn(each, read)
		if err != nil {
			return 1, fmt.Errorf("%s cannot be read: %w", each.endpoint, err)
		}
		for _, key := range missing {
			if !lost[key] && len(result.LostKeys) < mostNamed {
				result.LostKeys = append(result.LostKeys, key)
			}
			lost[key] = true
		}
		result.Members = append(result.Members,
			memberCount{Endpoint: each.endpoint, Found: result.Acknowledged - len(missing), Missing: len(missing)})
	}
	result.Verified, result.Lost = true, len(lost)
	if err := printJSON(result); err != nil {
		return 1, err
	}
	if result.Lost > 0 {
		return 4, fmt.Errorf("%d acknowledged writes are lost", result.Lost)
	}
	return 0, nil
}

// missingOn says which acknowledged keys a member does not have with the value that was written. A key that is not
// there is asked for again for a while: a serializable read may be behind a write of just now.
func missingOn(target *member, operations []operation) ([]string, error) {
	values, err := allValues(target)
	if err != nil {
		return nil, err
	}
	var missing []string
	deadline := time.Now().Add(catchUpTime)
	for _, each := range operations {
		if each.Outcome != acknowledged || values[each.Key] == each.Value {
			continue
		}
		found, err := foundLater(target, each, deadline)
		if err != nil {
			return nil, err
		}
		if !found {
			missing = append(missing, each.Key)
		}
	}
	return missing, nil
}

func allValues(target *member) (map[string]string, error) {
	values := map[string]string{}
	const prefix = "/workload/"
	from, end := prefix, clientv3.GetPrefixRangeEnd(prefix)
	for {
		ctx, cancel := context.WithTimeout(context.Background(), 30*time.Second)
		answer, err := target.client.Get(ctx, from,
			clientv3.WithRange(end), clientv3.WithLimit(page), clientv3.WithSerializable())
		cancel()
		if err != nil {
			return nil, err
		}
		for _, pair := range answer.Kvs {
			values[string(pair.Key)] = string(pair.Value)
		}
		if !answer.More || len(answer.Kvs) == 0 {
			return values, nil
		}
		from = string(answer.Kvs[len(answer.Kvs)-1].Key) + "\x00"
	}
}

func foundLater(target *member, wanted operation, deadline time.Time) (bool, error) {
	for {
		ctx, cancel := context.WithTimeout(context.Background(), attemptLimit)
		answer, err := target.client.Get(ctx, wanted.Key, clientv3.WithSerializable())
		cancel()
		if err != nil {
			return false, err
		}
		if len(answer.Kvs) == 1 && string(answer.Kvs[0].Value) == wanted.Value {
			return true, nil
		}
		if time.Now().After(deadline) {
			return false, nil
		}
		time.Sleep(100 * time.Millisecond)
	}
}
