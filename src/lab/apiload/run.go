package main

import (
	"context"
	"flag"
	"fmt"
	"net/http"
	"os"
	"os/signal"
	"strings"
	"sync"
	"syscall"
	"time"
)

const (
	mostAttempts   = 4
	mostUnfinished = 64
	betweenLists   = 2 * time.Second
)

// lastEvents is how long the events of the last objects are waited for at the end.
var lastEvents = 5 * time.Second

// load creates an object at each tick, whether or not the ones before are done: an apiserver that is away must not hide
// the time in which nothing was acknowledged.
type load struct {
	api        *api
	endpoints  []string
	client     string
	log        *logbook
	book       *register
	dropObject int64
	dropEvent  int64
	unfinished chan struct{}
	underWay   sync.WaitGroup
}

func run(arguments []string) (int, error) {
	flags := flag.NewFlagSet("run", flag.ExitOnError)
	settingsFile := flags.String("settings", "/etc/default/api-load", "environment file with the APILOAD_ variables")
	logFile := flags.String("log", "/var/log/api-load/operations.jsonl", "the log")
	rate := flags.Int("rate", 5, "objects a second")
	dropObject := flags.Int64("plant-dropped-object", 0, "log this sequence number as created and do not create it")
	dropEvent := flags.Int64("plant-dropped-event", 0, "do not log what the watch tells of this sequence number")
	flags.Parse(arguments)
	wanted, err := readSettings(*settingsFile)
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
	// The start time keeps two runs of the program from creating the same objects.
	made, err := newLoad(wanted, log, fmt.Sprintf("%s-%d", strings.ToLower(host), time.Now().UnixMilli()))
	if err != nil {
		return 2, err
	}
	made.dropObject, made.dropEvent = *dropObject, *dropEvent
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGTERM, syscall.SIGINT)
	defer stop()
	if err := made.prepare(ctx); err != nil {
		return 1, err
	}
	fmt.Printf("%s creates %d objects a second at %v\n", made.client, *rate, wanted.endpoints)
	if err := made.loop(ctx, *rate); err != nil {
		return 1, fmt.Errorf("the log cannot be written: %w", err)
	}
	return 0, nil
}

func newLoad(wanted settings, log *logbook, client string) (*load, error) {
	opened, err := openAPI(wanted)
	if err != nil {
		return nil, err
	}
	return &load{
		api:        opened,
		endpoints:  wanted.endpoints,
		client:     client,
		log:        log,
		book:       &register{told: map[string]bool{}, created: map[string]bool{}},
		unfinished: make(chan struct{}, mostUnfinished),
	}, nil
}

// prepare makes the namespace and the custom resource, and returns when each endpoint serves all kinds.
func (l *load) prepare(ctx context.Context) error {
	for {
		err := l.prepareOnce()
		if err == nil {
			return nil
		}
		fmt.Println("not ready yet:", err)
		select {
		case <-ctx.Done():
			return fmt.Errorf("stopped while waiting for the apiservers: %w", err)
		case <-time.After(time.Second):
		}
	}
}

func (l *load) prepareOnce() error {
	makes := map[string]map[string]any{"/api/v1/namespaces": namespaceObject(), definition: probeDefinition()}
	for path, object := range makes {
		var ignored item
		if _, err := l.api.call(http.MethodPost, l.endpoints[0]+path, object, &ignored); err != nil && codeOf(err) != 409 {
			return fmt.Errorf("%s: %w", path, err)
		}
	}
	for _, endpoint := range l.endpoints {
		for _, each := range kinds {
			var ignored itemList
			if _, err := l.api.call(http.MethodGet, endpoint+each.path+"?limit=1", nil, &ignored); err != nil {
				return fmt.Errorf("%s: %w", each.path, err)
			}
		}
	}
	return nil
}

// loop runs until the context ends, then waits a moment for the events of what was created last.
func (l *load) loop(ctx context.Context, rate int) error {
	watching, stopWatching := context.WithCancel(context.Background())
	var watches sync.WaitGroup
	for number, each := range kinds {
		follower := &watcher{load: l, kind: each, next: number}
		// Before the first object is created, so that all of them are told by a watch. An error here is met again there.
		_ = follower.list(l.endpoints[number%len(l.endpoints)])
		watches.Add(1)
		go func() {
			defer watches.Done()
			follower.follow(watching)
		}()
	}
	l.work(ctx, rate)
	l.underWay.Wait()
	for end := time.Now().Add(lastEvents); l.book.waiting() > 0 && time.Now().Before(end); {
		time.Sleep(20 * time.Millisecond)
	}
	stopWatching()
	watches.Wait()
	return l.log.err()
}

func (l *load) work(ctx context.Context, rate int) {
	ticks := time.NewTicker(time.Second / time.Duration(rate))
	defer ticks.Stop()
	lists := time.NewTicker(betweenLists)
	defer lists.Stop()
	var sequence, list int64
	for l.log.err() == nil {
		select {
		case <-ctx.Done():
			return
		case <-lists.C:
			list++
			number := list
			l.begin(func() { l.list(number) })
		case <-ticks.C:
			sequence++
			number := sequence
			l.begin(func() { l.create(number) })
		}
	}
}

func (l *load) begin(work func()) {
	l.unfinished <- struct{}{}
	l.underWay.Add(1)
	go func() {
		defer l.underWay.Done()
		defer func() { <-l.unfinished }()
		work()
	}()
}

func (l *load) create(sequence int64) {
	wanted := kinds[sequence%int64(len(kinds))]
	done := entry{What: created, Kind: wanted.name, Name: l.nameOf(sequence), Start: time.Now().UTC()}
	if sequence == l.dropObject {
		done.Outcome, done.End, done.Attempts = acknowledged, time.Now().UTC(), 1
		l.log.append(done)
		return
	}
	l.attempts(&done, sequence, func(endpoint string) (bool, error) {
		var made item
		sent, err := l.api.call(http.MethodPost, endpoint+wanted.path, wanted.object(done.Name, l.client), &made)
		if codeOf(err) == 409 && done.Ambiguous > 0 {
			// An attempt before this one has made it without being able to say so.
			_, err = l.api.call(http.MethodGet, endpoint+wanted.path+"/"+done.Name, nil, &made)
		}
		done.UID = made.Metadata.UID
		return sent, err
	})
	if done.Outcome == acknowledged {
		l.book.hasCreated(done.Name)
	}
	l.log.append(done)
}

func (l *load) list(number int64) {
	wanted := kinds[number%int64(len(kinds))]
	done := entry{What: listed, Kind: wanted.name, Start: time.Now().UTC()}
	l.attempts(&done, number, func(endpoint string) (bool, error) {
		var read itemList
		_, err := l.api.call(http.MethodGet, endpoint+wanted.path+"?limit=50", nil, &read)
		return false, err
	})
	l.log.append(done)
}

// attempts tries one endpoint after the other until one acknowledges, four times at most.
func (l *load) attempts(done *entry, number int64, attempt func(endpoint string) (bool, error)) {
	done.Outcome = failed
	for done.Attempts < mostAttempts {
		endpoint := l.endpoints[(number+int64(done.Attempts))%int64(len(l.endpoints))]
		done.Attempts++
		sent, err := attempt(endpoint)
		if err == nil {
			done.Outcome, done.Server = acknowledged, endpoint
			break
		}
		if code := codeOf(err); sent && (code == 0 || code >= 500) {
			done.Ambiguous++
		}
		done.Errors = append(done.Errors, endpoint+": "+err.Error())
		time.Sleep(time.Duration(done.Attempts) * 100 * time.Millisecond)
	}
	done.End = time.Now().UTC()
}

func (l *load) nameOf(sequence int64) string { return fmt.Sprintf("%s-%010d", l.client, sequence) }

// register remembers what was created and what the watches have told, to know what is still to come.
type register struct {
	lock    sync.Mutex
	created map[string]bool
	told    map[string]bool
}

func (r *register) hasCreated(name string) {
	r.lock.Lock()
	defer r.lock.Unlock()
	r.created[name] = true
}

// isNews notes that a watch or a list has told of an object, and says whether nothing had before.
func (r *register) isNews(name string) bool {
	r.lock.Lock()
	defer r.lock.Unlock()
	before := r.told[name]
	r.told[name] = true
	return !before
}

func (r *register) waiting() int {
	r.lock.Lock()
	defer r.lock.Unlock()
	count := 0
	for name := range r.created {
		if !r.told[name] {
			count++
		}
	}
	return count
}
