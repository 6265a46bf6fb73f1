package main

import (
	"context"
	"net"
	"net/netip"
	"os"
	"path/filepath"
	"syscall"
	"testing"
	"time"
)

// counted runs a node that answers and a node that asks it, for a moment.
func counted(t *testing.T, drops int, during func(server *net.UDPConn)) counts {
	t.Helper()
	own := netip.MustParseAddr("127.0.0.1")
	server, err := net.ListenUDP("udp", net.UDPAddrFromAddrPort(netip.AddrPortFrom(own, 0)))
	if err != nil {
		t.Fatal(err)
	}
	defer server.Close()
	signals := make(chan os.Signal, drops)
	for range drops {
		signals <- syscall.SIGUSR1
	}
	go answer(server, signals)
	file := filepath.Join(t.TempDir(), "log")
	log, err := openLog(file)
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithTimeout(context.Background(), 500*time.Millisecond)
	defer stop()
	go during(server)
	other := target{"n2", server.LocalAddr().(*net.UDPAddr).AddrPort()}
	if err := ask(ctx, own, []target{other}, 100, log); err != nil {
		t.Fatal(err)
	}
	echoes, err := readLog(file, time.Time{}, time.Time{})
	if err != nil {
		t.Fatal(err)
	}
	return countOf(echoes)
}

func nothing(*net.UDPConn) {}

func TestAllEchoesComeBack(t *testing.T) {
	if got := counted(t, 0, nothing); got.Missed != 0 || got.Answered < 20 || got.Answered != got.Sent {
		t.Errorf("%+v", got)
	}
}

func TestADroppedEchoIsMissed(t *testing.T) {
	if got := counted(t, 1, nothing); got.Missed != 1 || got.Answered != got.Sent-1 || got.Targets["n2"].Missed != 1 {
		t.Errorf("%+v", got)
	}
}

func TestANodeThatGoesAwayIsAGapToTheEnd(t *testing.T) {
	got := counted(t, 0, func(server *net.UDPConn) {
		time.Sleep(200 * time.Millisecond)
		server.Close()
	})
	if got.Missed < 10 || got.Targets["n2"].LongestGapMs < 2000 {
		t.Errorf("%+v", got)
	}
}

func TestTheGapIsBetweenTwoAnswers(t *testing.T) {
	at := func(ms int) time.Time { return time.UnixMilli(int64(ms)) }
	got := countOf([]echo{
		{To: "n2", Sent: at(0), End: at(1), Outcome: answered},
		{To: "n2", Sent: at(100), End: at(2100), Outcome: missed},
		{To: "n2", Sent: at(200), End: at(701), Outcome: answered},
		{To: "n2", Sent: at(2150), End: at(2151), Outcome: answered},
	})
	if gap := got.Targets["n2"].LongestGapMs; gap != 1450 {
		t.Errorf("gap of %d ms", gap)
	}
}

func TestAddressesMayCarryTheSizeOfTheirNetwork(t *testing.T) {
	targets, err := parseTargets("n2=10.244.3.1/24,n3=10.244.9.1", 7070)
	if err != nil || len(targets) != 2 || targets[0].address.String() != "10.244.3.1:7070" {
		t.Errorf("%v %v", targets, err)
	}
}
