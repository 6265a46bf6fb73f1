package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"sync"
	"sync/atomic"
	"syscall"
	"time"
)

const (
	attemptLimit   = 3 * time.Second
	secondAttempt  = 300 * time.Millisecond
	mostUnfinished = 512
)

// writer starts an operation at each tick, whether or not the ones before have ended: a member that is slow or down
// must not hide the time in which nothing was acknowledged.
type writer struct {
	client      string
	clients     *current
	log         *operationLog
	plantFalse  int64
	unfinished  chan struct{}
	operations  sync.WaitGroup
	unloggedErr atomic.Pointer[error]
}

func run(arguments []string) (int, error) {
	flags := flag.NewFlagSet("run", flag.ExitOnError)
	settingsFile := flags.String("settings", "/etc/default/workload", "environment file with the WORKLOAD_ variables")
	logFile := flags.String("log", "/var/log/workload/operations.jsonl", "the log of operations")
	rate := flags.Int("rate", 25, "operations a second")
	plantFalse := flags.Int64("plant-false-acknowledgement", 0, "log this sequence number as acknowledged and do not write it")
	flags.Parse(arguments)

	wanted, err := readSettings(*settingsFile)
	if err != nil {
		return 2, err
	}
	first, err := openPool(wanted)
	if err != nil {
		return 2, err
	}
	log, err := openLog(*logFile)
	if err != nil {
		return 2, err
	}
	host, err := os.Hostname()
	if err != nil {
		return 1, err
	}
	each := &writer{
		// The start time keeps two runs of the program from writing the same keys.
		client:     fmt.Sprintf("%s-%d", host, time.Now().UnixMilli()),
		clients:    &current{},
		log:        log,
		plantFalse: *plantFalse,
		unfinished: make(chan struct{}, mostUnfinished),
	}
	each.clients.swap(first)
	fmt.Printf("%s writes %d operations a second to %v\n", each.client, *rate, wanted.endpoints)
	return each.loop(*rate, *settingsFile)
}

// loop runs until SIGTERM or SIGINT; SIGHUP swaps the clients.
func (w *writer) loop(rate int, settingsFile string) (int, error) {
	signals := make(chan os.Signal, 4)
	signal.Notify(signals, syscall.SIGHUP, syscall.SIGTERM, syscall.SIGINT)
	ticker := time.NewTicker(time.Second / time.Duration(rate))
	defer ticker.Stop()
	var sequence int64
	for {
		select {
		case <-ticker.C:
			if err := w.unloggedErr.Load(); err != nil {
				return 1, fmt.Errorf("the log of operations cannot be written: %w", *err)
			}
			sequence++
			w.unfinished <- struct{}{}
			w.operations.Add(1)
			go w.operate(sequence)
		case received := <-signals:
			if received != syscall.SIGHUP {
				w.operations.Wait()
				return 0, nil
			}
			// Beside the writes, which go on with the old clients until the new ones are there.
			go w.reload(settingsFile)
		}
	}
}

func (w *writer) reload(settingsFile string) {
	wanted, err := readSettings(settingsFile)
	if err == nil {
		var next *pool
		if next, err = openPool(wanted); err == nil {
			w.clients.swap(next)
			fmt.Printf("now writing to %v\n", wanted.endpoints)
			return
		}
	}
	fmt.Printf("settings not taken, the old ones stay in force: %v\n", err)
}

func (w *writer) operate(sequence int64) {
	defer w.operations.Done()
	defer func() { <-w.unfinished }()
	used := w.clients.acquire()
	defer used.users.Done()
	done := operation{
		Client:   w.client,
		Sequence: sequence,
		Key:      fmt.Sprintf("/workload/%s/%010d", w.client, sequence),
		Start:    time.Now().UTC(),
	}
	done.Value = fmt.Sprintf("%d@%d", sequence, done.Start.UnixNano())
	first := int(sequence % int64(len(used.members)))
	if sequence == w.plantFalse {
		done.Outcome, done.Member, done.Attempts = acknowledged, used.members[first].endpoint, 1
		done.Scheme, done.End = used.members[first].scheme, time.Now().UTC()
	} else {
		w.write(&done, used.members, first)
	}
	if err := w.log.append(done); err != nil {
		w.unloggedErr.Store(&err)
	}
}

type attemptResult struct {
	member *member
	err    error
	sent   bool
	end    time.Time
}

// write tries one member and, when 300 ms have brought no acknowledgement, a second one beside it, 3 s each. The first
// acknowledgement is the operation's; an attempt that is still under way then is waited for, to know how it ends.
func (w *writer) write(done *operation, members []*member, first int) {
	results := make(chan attemptResult, 2)
	begin := func(index int) {
		done.Attempts++
		go attempt(members[index%len(members)], done.Key, done.Value, results)
	}
	begin(first)
	underWay := 1
	var second <-chan time.Time
	if len(members) > 1 {
		second = time.After(secondAttempt)
	}
	for underWay > 0 || second != nil {
		select {
		case <-second:
			second = nil
			underWay++
			begin(first + 1)
		case result := <-results:
			underWay--
			note(done, result)
			if done.Outcome == acknowledged {
				second = nil
			}
		}
	}
	if done.Outcome != acknowledged {
		done.Outcome, done.End = failed, time.Now().UTC()
	}
}

func note(done *operation, result attemptResult) {
	switch {
	case result.err == nil && done.Outcome != acknowledged:
		done.Outcome, done.Member, done.Scheme = acknowledged, result.member.endpoint, result.member.scheme
		done.End = result.end
	case result.err != nil:
		if result.sent {
			done.Ambiguous++
		}
		done.Errors = append(done.Errors, result.member.endpoint+": "+result.err.Error())
	}
}

func attempt(target *member, key, value string, results chan<- attemptResult) {
	var sent atomic.Bool
	ctx, cancel := context.WithTimeout(withSent(context.Background(), &sent), attemptLimit)
	defer cancel()
	_, err := target.client.Put(ctx, key, value)
	results <- attemptResult{member: target, err: err, sent: sent.Load(), end: time.Now().UTC()}
}
