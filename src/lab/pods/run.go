package main

import (
	"context"
	"flag"
	"fmt"
	"net"
	"net/netip"
	"os"
	"os/signal"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"time"
)

const (
	answerLimit = 2 * time.Second
	mostBytes   = 64
)

// target is another node's address in the overlay network.
type target struct {
	name    string
	address netip.AddrPort
}

func run(arguments []string) (int, error) {
	flags := flag.NewFlagSet("run", flag.ExitOnError)
	listen := flags.String("listen", "", "this node's address in the overlay network")
	list := flags.String("targets", "", "the other nodes: NAME=ADDRESS, comma separated")
	port := flags.Uint("port", 7070, "the UDP port of all nodes")
	logFile := flags.String("log", "/var/log/pod-echo/echoes.jsonl", "the log")
	rate := flags.Int("rate", 10, "echoes a second to each target")
	flags.Parse(arguments)
	own, err := parseAddress(*listen)
	if err != nil {
		return 2, err
	}
	targets, err := parseTargets(*list, uint16(*port))
	if err != nil {
		return 2, err
	}
	log, err := openLog(*logFile)
	if err != nil {
		return 2, err
	}
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGTERM, syscall.SIGINT)
	defer stop()
	server, err := net.ListenUDP("udp", net.UDPAddrFromAddrPort(netip.AddrPortFrom(own, uint16(*port))))
	if err != nil {
		return 1, err
	}
	defer server.Close()
	drops := make(chan os.Signal, 1)
	signal.Notify(drops, syscall.SIGUSR1)
	go answer(server, drops)
	fmt.Printf("answers on %s, asks %s %d times a second\n", server.LocalAddr(), *list, *rate)
	return 0, ask(ctx, own, targets, *rate, log)
}

func parseAddress(text string) (netip.Addr, error) {
	host, _, _ := strings.Cut(text, "/")
	return netip.ParseAddr(host)
}

func parseTargets(list string, port uint16) ([]target, error) {
	var targets []target
	for _, each := range strings.Split(list, ",") {
		if each == "" {
			continue
		}
		name, text, _ := strings.Cut(each, "=")
		address, err := parseAddress(text)
		if err != nil {
			return nil, fmt.Errorf("not NAME=ADDRESS: %s: %w", each, err)
		}
		targets = append(targets, target{name, netip.AddrPortFrom(address, port)})
	}
	return targets, nil
}

// answer sends back what comes in, but for each signal not the next one.
func answer(server *net.UDPConn, drops <-chan os.Signal) {
	buffer := make([]byte, mostBytes)
	for {
		size, from, err := server.ReadFromUDPAddrPort(buffer)
		if err != nil {
			return
		}
		select {
		case <-drops:
		default:
			_, _ = server.WriteToUDPAddrPort(buffer[:size], from)
		}
	}
}

// ask asks all targets until the context ends, and returns when each echo was answered or missed.
func ask(ctx context.Context, own netip.Addr, targets []target, rate int, log *logbook) error {
	var all sync.WaitGroup
	for _, each := range targets {
		connection, err := net.ListenUDP("udp", net.UDPAddrFromAddrPort(netip.AddrPortFrom(own, 0)))
		if err != nil {
			return err
		}
		defer connection.Close()
		asker := &asker{target: each, connection: connection, log: log, pending: map[int64]time.Time{}}
		go asker.listen()
		all.Add(1)
		go func() {
			defer all.Done()
			asker.ask(ctx, time.Second/time.Duration(rate))
		}()
	}
	// A node without targets answers all the same.
	<-ctx.Done()
	all.Wait()
	return log.err()
}

// asker asks one target. An echo that has not come back after two seconds is missed, even if it comes later.
type asker struct {
	target     target
	connection *net.UDPConn
	log        *logbook
	lock       sync.Mutex
	pending    map[int64]time.Time
}

func (a *asker) ask(ctx context.Context, interval time.Duration) {
	ticks := time.NewTicker(interval)
	defer ticks.Stop()
	var sequence int64
	for ctx.Err() == nil || a.unanswered() > 0 {
		<-ticks.C
		a.giveUp(time.Now().Add(-answerLimit))
		if ctx.Err() != nil {
			continue
		}
		sequence++
		a.lock.Lock()
		a.pending[sequence] = time.Now().UTC()
		a.lock.Unlock()
		// An error is an echo that does not come back, which is seen there.
		_, _ = a.connection.WriteToUDPAddrPort([]byte(strconv.FormatInt(sequence, 10)), a.target.address)
	}
}

func (a *asker) listen() {
	buffer := make([]byte, mostBytes)
	for {
		size, from, err := a.connection.ReadFromUDPAddrPort(buffer)
		if err != nil {
			return
		}
		sequence, err := strconv.ParseInt(string(buffer[:size]), 10, 64)
		if err == nil && from.Addr().Unmap() == a.target.address.Addr() {
			a.done(sequence, answered)
		}
	}
}

func (a *asker) giveUp(before time.Time) {
	a.lock.Lock()
	var late []int64
	for sequence, sent := range a.pending {
		if sent.Before(before) {
			late = append(late, sequence)
		}
	}
	a.lock.Unlock()
	for _, sequence := range late {
		a.done(sequence, missed)
	}
}

func (a *asker) done(sequence int64, outcome string) {
	a.lock.Lock()
	sent, known := a.pending[sequence]
	delete(a.pending, sequence)
	a.lock.Unlock()
	if known {
		a.log.append(echo{To: a.target.name, Sequence: sequence, Sent: sent, End: time.Now().UTC(), Outcome: outcome})
	}
}

func (a *asker) unanswered() int {
	a.lock.Lock()
	defer a.lock.Unlock()
	return len(a.pending)
}
