package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"sync"
	"time"
)

const (
	created = "create"
	listed  = "list"
	told    = "event"
	watched = "watch"

	acknowledged = "acknowledged"
	failed       = "failed"
	byWatch      = "watch"
	byList       = "list"
	opened       = "opened"
	closed       = "closed"
	expired      = "expired"
)

// entry is one line of the log: an object that was to be created, a list, what a watch told, or how a watch fared.
type entry struct {
	What      string    `json:"what"`
	Kind      string    `json:"kind"`
	Name      string    `json:"name,omitempty"`
	UID       string    `json:"uid,omitempty"`
	Start     time.Time `json:"start"`
	End       time.Time `json:"end"`
	Outcome   string    `json:"outcome"`
	Server    string    `json:"server,omitempty"`
	Attempts  int       `json:"attempts,omitempty"`
	Ambiguous int       `json:"ambiguous,omitempty"` // attempts of which nobody can say whether they wrote
	Errors    []string  `json:"errors,omitempty"`
}

// logbook appends entries to a file, a line each, each line in one write. It remembers the first write that failed.
type logbook struct {
	lock   sync.Mutex
	file   *os.File
	failed error
}

func openLog(path string) (*logbook, error) {
	file, err := os.OpenFile(path, os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o644)
	if err != nil {
		return nil, err
	}
	return &logbook{file: file}, nil
}

func (l *logbook) append(done entry) {
	line, err := json.Marshal(done)
	l.lock.Lock()
	defer l.lock.Unlock()
	if err == nil {
		_, err = l.file.Write(append(line, '\n'))
	}
	if l.failed == nil {
		l.failed = err
	}
}

func (l *logbook) err() error {
	l.lock.Lock()
	defer l.lock.Unlock()
	return l.failed
}

// readLog reads all whole lines. A last line without its end is one that is being written; any other damage is an error.
func readLog(path string) ([]entry, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	var entries []entry
	reader := bufio.NewReader(file)
	for number := 1; ; number++ {
		line, err := reader.ReadBytes('\n')
		if err == io.EOF {
			return entries, nil
		}
		if err != nil {
			return nil, err
		}
		var read entry
		if err := json.Unmarshal(line, &read); err != nil {
			return nil, fmt.Errorf("%s line %d: %w", path, number, err)
		}
		entries = append(entries, read)
	}
}
