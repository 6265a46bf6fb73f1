package main

import (
	"context"
	"encoding/json"
	"encoding/pem"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"
)

// apiserver is a small one: it creates, lists and watches, and loses what it is told to lose.
type apiserver struct {
	lock     sync.Mutex
	version  int
	objects  map[string][]item // by path
	watchers map[string][]chan event
	lose     func(verb string, name string) bool
}

func newApiserver() *apiserver {
	return &apiserver{
		objects:  map[string][]item{},
		watchers: map[string][]chan event{},
		lose:     func(string, string) bool { return false },
	}
}

func (a *apiserver) ServeHTTP(answer http.ResponseWriter, request *http.Request) {
	query := request.URL.Query()
	switch {
	case request.Method == http.MethodPost:
		a.create(answer, request)
	case query.Get("watch") != "":
		a.watch(answer, request)
	default:
		a.read(answer, request)
	}
}

func (a *apiserver) create(answer http.ResponseWriter, request *http.Request) {
	var wanted item
	_ = json.NewDecoder(request.Body).Decode(&wanted)
	a.lock.Lock()
	defer a.lock.Unlock()
	if a.lose("answer before", wanted.Metadata.Name) {
		refuse(answer, http.StatusServiceUnavailable)
		return
	}
	for _, each := range a.objects[request.URL.Path] {
		if each.Metadata.Name == wanted.Metadata.Name {
			refuse(answer, http.StatusConflict)
			return
		}
	}
	a.version++
	wanted.Metadata.UID, wanted.Metadata.Version = fmt.Sprint("uid-", a.version), fmt.Sprint(a.version)
	if !a.lose("object", wanted.Metadata.Name) {
		a.objects[request.URL.Path] = append(a.objects[request.URL.Path], wanted)
	}
	if !a.lose("event", wanted.Metadata.Name) {
		for _, each := range a.watchers[request.URL.Path] {
			each <- event{"ADDED", wanted}
		}
	}
	if a.lose("answer after", wanted.Metadata.Name) {
		refuse(answer, http.StatusInternalServerError)
		return
	}
	_ = json.NewEncoder(answer).Encode(wanted)
}

func (a *apiserver) watch(answer http.ResponseWriter, request *http.Request) {
	events := make(chan event, 10_000)
	a.lock.Lock()
	if a.lose("watch", "") {
		refuse(answer, http.StatusGone)
		a.lock.Unlock()
		return
	}
	for _, each := range a.objects[request.URL.Path] {
		var version, from int
		_, _ = fmt.Sscan(each.Metadata.Version, &version)
		_, _ = fmt.Sscan(request.URL.Query().Get("resourceVersion"), &from)
		if version > from {
			events <- event{"ADDED", each}
		}
	}
	a.watchers[request.URL.Path] = append(a.watchers[request.URL.Path], events)
	a.lock.Unlock()
	answer.(http.Flusher).Flush()
	for {
		select {
		case <-request.Context().Done():
			return
		case each := <-events:
			_ = json.NewEncoder(answer).Encode(each)
			answer.(http.Flusher).Flush()
		}
	}
}

func (a *apiserver) read(answer http.ResponseWriter, request *http.Request) {
	a.lock.Lock()
	defer a.lock.Unlock()
	folder, name := filepath.Split(request.URL.Path)
	for _, each := range a.objects[strings.TrimSuffix(folder, "/")] {
		if each.Metadata.Name == name {
			_ = json.NewEncoder(answer).Encode(each)
			return
		}
	}
	for _, each := range kinds {
		if each.path == request.URL.Path {
			list := itemList{Items: a.objects[each.path]}
			list.Metadata.Version = fmt.Sprint(a.version)
			_ = json.NewEncoder(answer).Encode(list)
			return
		}
	}
	refuse(answer, http.StatusNotFound)
}

func refuse(answer http.ResponseWriter, code int) {
	answer.WriteHeader(code)
	_ = json.NewEncoder(answer).Encode(item{Code: code, Message: "refused"})
}

func TestMain(m *testing.M) {
	catchUpTime, lastEvents = time.Second, time.Second
	os.Exit(m.Run())
}

// loaded runs the load on the apiserver for a moment, with that change, and verifies it.
func loaded(t *testing.T, serves *apiserver, change func(*load)) counts {
	t.Helper()
	server := httptest.NewTLSServer(serves)
	defer server.Close()
	defer server.CloseClientConnections()
	folder := t.TempDir()
	ca := filepath.Join(folder, "ca.crt")
	token := filepath.Join(folder, "token")
	block := pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: server.Certificate().Raw})
	for path, text := range map[string][]byte{ca: block, token: []byte("t\n")} {
		if err := os.WriteFile(path, text, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	used := settings{[]string{server.URL}, []string{server.URL}, ca, token}
	wanted := chosen{file: filepath.Join(folder, "log")}
	log, err := openLog(wanted.file)
	if err != nil {
		t.Fatal(err)
	}
	made, err := newLoad(used, log, "test")
	if err != nil {
		t.Fatal(err)
	}
	change(made)
	ctx, stop := context.WithTimeout(context.Background(), time.Second)
	defer stop()
	if err := made.prepare(ctx); err != nil {
		t.Fatal(err)
	}
	if err := made.loop(ctx, 40); err != nil {
		t.Fatal(err)
	}
	result, err := verified(used, wanted)
	if err != nil {
		t.Fatal(err)
	}
	return result
}

func unchanged(*load) {}

func expect(t *testing.T, got counts, lostObjects, lostEvents int) {
	t.Helper()
	if got.Created < 10 || got.Failed != 0 {
		t.Errorf("too little was created, or something failed: %+v", got)
	}
	if got.LostObjects != lostObjects || got.LostEvents != lostEvents || got.ToldTwice != 0 {
		t.Errorf("wanted %d lost objects and %d lost events: %+v", lostObjects, lostEvents, got)
	}
}

func TestNothingIsLost(t *testing.T) {
	expect(t, loaded(t, newApiserver(), unchanged), 0, 0)
}

func TestAnObjectThatTheApiserverForgetsIsLost(t *testing.T) {
	serves := newApiserver()
	serves.lose = func(what, name string) bool { return what == "object" && strings.HasSuffix(name, "-0000000005") }
	expect(t, loaded(t, serves, unchanged), 1, 0)
}

func TestAnEventThatNeverComesIsLost(t *testing.T) {
	serves := newApiserver()
	serves.lose = func(what, name string) bool { return what == "event" && strings.HasSuffix(name, "-0000000005") }
	expect(t, loaded(t, serves, unchanged), 0, 1)
}

func TestAPlantedObjectIsLostWithItsEvent(t *testing.T) {
	got := loaded(t, newApiserver(), func(l *load) { l.dropObject = 5 })
	expect(t, got, 1, 1)
	if len(got.LostNames) != 1 || got.LostNames[0] != "test-0000000005" {
		t.Errorf("names: %v", got.LostNames)
	}
}

func TestAPlantedEventIsLost(t *testing.T) {
	expect(t, loaded(t, newApiserver(), func(l *load) { l.dropEvent = 5 }), 0, 1)
}

func TestWhatWasMadeWithoutAnAnswerIsFoundAndNotMadeTwice(t *testing.T) {
	serves := newApiserver()
	first := map[string]bool{}
	serves.lose = func(what, name string) bool {
		before := first[what+name]
		first[what+name] = true
		return strings.HasSuffix(name, "5") && !before && (what == "answer after" || what == "answer before")
	}
	got := loaded(t, serves, unchanged)
	expect(t, got, 0, 0)
	if got.Ambiguous == 0 || got.SecondAttempts == 0 {
		t.Errorf("no attempt was lost: %+v", got)
	}
}

func TestAWatchThatIsTooOldBeginsWithAListAndLosesNothing(t *testing.T) {
	serves := newApiserver()
	refused := 0
	serves.lose = func(what, _ string) bool {
		if what == "watch" && refused < len(kinds) {
			refused++
			return true
		}
		return false
	}
	got := loaded(t, serves, unchanged)
	expect(t, got, 0, 0)
	if got.WatchesExpired != len(kinds) || got.ToldByList == 0 {
		t.Errorf("no watch expired: %+v", got)
	}
}
