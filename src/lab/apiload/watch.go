package main

import (
	"context"
	"encoding/json"
	"net/http"
	"net/url"
	"time"
)

const (
	silence     = 30 * time.Second
	beforeAgain = 200 * time.Millisecond
)

// watcher follows one kind for ever, as every controller does: from a list's version on, after a break from the last
// version that it has seen, and from a new list when that version is gone.
type watcher struct {
	load    *load
	kind    kind
	next    int    // the endpoint to be used
	version string // "": to be listed
}

type event struct {
	Type   string `json:"type"`
	Object item   `json:"object"`
}

func (w *watcher) follow(ctx context.Context) {
	for ctx.Err() == nil {
		endpoint := w.load.endpoints[w.next%len(w.load.endpoints)]
		w.next++
		begin := time.Now().UTC()
		outcome, err := closed, error(nil)
		if w.version == "" {
			err = w.list(endpoint)
		}
		if err == nil {
			err = w.watch(ctx, endpoint)
		}
		if codeOf(err) == http.StatusGone {
			w.version, outcome = "", expired
		}
		if ctx.Err() == nil {
			w.note(endpoint, begin, outcome, err)
			time.Sleep(beforeAgain)
		}
	}
}

// list finds the version to watch from. What it tells of objects that no watch has told of is not lost: a client learns
// of them here.
func (w *watcher) list(endpoint string) error {
	items, version, err := w.load.api.all(endpoint, w.kind)
	if err != nil {
		return err
	}
	for _, each := range items {
		if w.isOwn(each) && w.load.book.isNews(each.Metadata.Name) {
			w.tell(endpoint, each, byList)
		}
	}
	w.version = version
	return nil
}

func (w *watcher) watch(ctx context.Context, endpoint string) error {
	watching, stop := context.WithCancel(ctx)
	defer stop()
	// A host that has died says nothing, not even that the connection is at its end.
	quiet := time.AfterFunc(silence, stop)
	defer quiet.Stop()
	query := url.Values{
		"watch": {"1"}, "allowWatchBookmarks": {"true"}, "resourceVersion": {w.version}, "timeoutSeconds": {"240"},
	}
	begin := time.Now().UTC()
	answer, _, err := w.load.api.request(watching, http.MethodGet, endpoint+w.kind.path+"?"+query.Encode(), nil)
	if err != nil {
		return err
	}
	defer answer.Body.Close()
	w.note(endpoint, begin, opened, nil)
	stream := json.NewDecoder(answer.Body)
	for {
		var read event
		if err := stream.Decode(&read); err != nil {
			return err
		}
		quiet.Reset(silence)
		if read.Type == "ERROR" {
			return statusError{read.Object.Code, read.Object.Message}
		}
		w.version = read.Object.Metadata.Version
		if read.Type == "ADDED" && w.isOwn(read.Object) {
			w.load.book.isNews(read.Object.Metadata.Name)
			w.tell(endpoint, read.Object, byWatch)
		}
	}
}

func (w *watcher) isOwn(object item) bool { return object.Metadata.Labels[ofClient] == w.load.client }

func (w *watcher) tell(endpoint string, object item, by string) {
	if w.load.dropEvent > 0 && object.Metadata.Name == w.load.nameOf(w.load.dropEvent) {
		return
	}
	now := time.Now().UTC()
	w.load.log.append(entry{
		What: told, Kind: w.kind.name, Name: object.Metadata.Name, UID: object.Metadata.UID,
		Start: now, End: now, Outcome: by, Server: endpoint,
	})
}

func (w *watcher) note(endpoint string, begin time.Time, outcome string, err error) {
	done := entry{
		What: watched, Kind: w.kind.name, Start: begin, End: time.Now().UTC(), Outcome: outcome, Server: endpoint,
	}
	if err != nil {
		done.Errors = []string{err.Error()}
	}
	w.load.log.append(done)
}
