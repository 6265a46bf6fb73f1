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
	answered = "answered"
	missed   = "missed"
)

// echo is one line of the log.
type echo struct {
	To       string    `json:"to"`
	Sequence int64     `json:"seq"`
	Sent     time.Time `json:"sent"`
	End      time.Time `json:"end"` // when it came back, or was given up
	Outcome  string    `json:"outcome"`
}

// logbook appends echoes to a file, a line each, each line in one write. It remembers the first write that failed.
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

func (l *logbook) append(done echo) {
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

// readLog reads all whole lines whose echo was sent in [from, to). A last line without its end is one that is being
// written; any other damage is an error.
func readLog(path string, from, to time.Time) ([]echo, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	var echoes []echo
	reader := bufio.NewReader(file)
	for number := 1; ; number++ {
		line, err := reader.ReadBytes('\n')
		if err == io.EOF {
			return echoes, nil
		}
		if err != nil {
			return nil, err
		}
		var read echo
		if err := json.Unmarshal(line, &read); err != nil {
			return nil, fmt.Errorf("%s line %d: %w", path, number, err)
		}
		if !read.Sent.Before(from) && (to.IsZero() || read.Sent.Before(to)) {
			echoes = append(echoes, read)
		}
	}
}
