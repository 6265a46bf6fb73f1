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
	acknowledged = "acknowledged"
	failed       = "failed"
)

// operation is one line of the log. An operation is acknowledged when any of its attempts was, and failed when none
// was. An attempt that erred after its request was sent is ambiguous: nobody can say whether it wrote.
type operation struct {
	Client    string    `json:"client"`
	Sequence  int64     `json:"seq"`
	Key       string    `json:"key"`
	Value     string    `json:"value"`
	Start     time.Time `json:"start"`
	End       time.Time `json:"end"` // of the acknowledgement, or of the last attempt's failure
	Outcome   string    `json:"outcome"`
	Member    string    `json:"member,omitempty"` // that acknowledged
	Scheme    string    `json:"scheme,omitempty"` // of the connection that carried the acknowledgement
	Attempts  int       `json:"attempts"`
	Ambiguous int       `json:"ambiguous,omitempty"`
	Errors    []string  `json:"errors,omitempty"`
}

// operationLog appends operations to a file, a line each, each line in one write.
type operationLog struct {
	lock sync.Mutex
	file *os.File
}

func openLog(path string) (*operationLog, error) {
	file, err := os.OpenFile(path, os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o644)
	if err != nil {
		return nil, err
	}
	return &operationLog{file: file}, nil
}

func (l *operationLog) append(done operation) error {
	line, err := json.Marshal(done)
	if err != nil {
		return err
	}
	l.lock.Lock()
	defer l.lock.Unlock()
	_, err = l.file.Write(append(line, '\n'))
	return err
}

// readLog reads all whole lines whose operation began in [from, to). A last line without its end is one that is being
// written; any other damage is an error.
func readLog(path string, from, to time.Time) ([]operation, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	var operations []operation
	reader := bufio.NewReader(file)
	for number := 1; ; number++ {
		line, err := reader.ReadBytes('\n')
		if err == io.EOF {
			return operations, nil
		}
		if err != nil {
			return nil, err
		}
		var read operation
		if err := json.Unmarshal(line, &read); err != nil {
			return nil, fmt.Errorf("%s line %d: %w", path, number, err)
		}
		if !read.Start.Before(from) && (to.IsZero() || read.Start.Before(to)) {
			operations = append(operations, read)
		}
	}
}
