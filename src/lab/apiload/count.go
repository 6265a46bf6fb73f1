package main

import (
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"sort"
	"time"
)

// counts is what the log says, and after a verify what the apiservers say.
type counts struct {
	Created        int               `json:"created"`
	Failed         int               `json:"failed"`
	Ambiguous      int               `json:"ambiguous"` // attempts, not objects
	SecondAttempts int               `json:"secondAttempts"`
	Lists          int               `json:"lists"`
	FailedLists    int               `json:"failedLists"`
	From           string            `json:"from"` // start of the first create or list
	To             string            `json:"to"`   // end of the last
	PerSecond      float64           `json:"perSecond"`
	PerKind        map[string]int    `json:"perKind"`
	LongestStallMs int64             `json:"longestStallMs"`
	LongestStallAt string            `json:"longestStallAt"`
	SlowestMs      int64             `json:"slowestMs"`
	ToldByWatch    int               `json:"toldByWatch"` // objects, of those that were created
	ToldByList     int               `json:"toldByList"`  // after a watch had expired
	ToldTwice      int               `json:"toldTwice"`
	WatchesOpened  int               `json:"watchesOpened"`
	WatchesExpired int               `json:"watchesExpired"`
	WatchesOpen    int               `json:"watchesOpen"` // of the kinds, at the end of the log
	Verified       bool              `json:"verified"`
	LostObjects    int               `json:"lostObjects"` // acknowledged, and not on each apiserver
	LostEvents     int               `json:"lostEvents"`  // acknowledged, and told by no watch and no list
	LostNames      []string          `json:"lostNames"`
	Apiservers     []apiserverCounts `json:"apiservers"`
}

type apiserverCounts struct {
	Endpoint string `json:"endpoint"`
	Found    int    `json:"found"`
	Missing  int    `json:"missing"`
}

// chosen is the part of a log that the flags ask for: its entries and which of them began in time.
type chosen struct {
	file     string
	from, to time.Time
}

func chosenFlags(flags *flag.FlagSet) func() (chosen, error) {
	file := flags.String("log", "/var/log/api-load/operations.jsonl", "the log")
	from := flags.String("from", "", "only what began at or after this time (RFC 3339)")
	to := flags.String("to", "", "only what began before this time (RFC 3339)")
	return func() (chosen, error) {
		begin, err := parseTime(*from)
		if err != nil {
			return chosen{}, err
		}
		end, err := parseTime(*to)
		return chosen{*file, begin, end}, err
	}
}

func parseTime(text string) (time.Time, error) {
	if text == "" {
		return time.Time{}, nil
	}
	return time.Parse(time.RFC3339Nano, text)
}

func (c chosen) has(read entry) bool {
	return !read.Start.Before(c.from) && (c.to.IsZero() || read.Start.Before(c.to))
}

func count(arguments []string) (int, error) {
	flags := flag.NewFlagSet("count", flag.ExitOnError)
	part := chosenFlags(flags)
	flags.Parse(arguments)
	wanted, err := part()
	if err != nil {
		return 2, err
	}
	entries, err := readLog(wanted.file)
	if err != nil {
		return 2, err
	}
	return 0, printJSON(countOf(entries, wanted))
}

// countOf counts what began in the chosen time. An event belongs to the object that it tells of, whenever it came.
func countOf(entries []entry, wanted chosen) counts {
	result := counts{PerKind: map[string]int{}, LostNames: []string{}, Apiservers: []apiserverCounts{}}
	events := eventsOf(entries)
	open := map[string]bool{}
	var begin, end time.Time
	var ends []time.Time
	for _, each := range entries {
		if each.What == watched {
			open[each.Kind] = each.Outcome == opened
		}
		if !wanted.has(each) || each.What == told {
			continue
		}
		if each.What == watched {
			result.watch(each)
			continue
		}
		if begin.IsZero() || each.Start.Before(begin) {
			begin = each.Start
		}
		if each.End.After(end) {
			end = each.End
		}
		if result.operation(each, events[each.Name]) {
			ends = append(ends, each.End)
		}
	}
	for _, isOpen := range open {
		if isOpen {
			result.WatchesOpen++
		}
	}
	if begin.IsZero() {
		return result
	}
	result.From, result.To = begin.Format(time.RFC3339Nano), end.Format(time.RFC3339Nano)
	if seconds := end.Sub(begin).Seconds(); seconds > 0 {
		result.PerSecond = float64(int(float64(result.Created)/seconds*100)) / 100
	}
	sort.Slice(ends, func(a, b int) bool { return ends[a].Before(ends[b]) })
	stall, at := longestStall(begin, end, ends)
	result.LongestStallMs, result.LongestStallAt = stall.Milliseconds(), at.Format(time.RFC3339Nano)
	return result
}

func (c *counts) watch(each entry) {
	switch each.Outcome {
	case opened:
		c.WatchesOpened++
	case expired:
		c.WatchesExpired++
	}
}

// operation counts a create or a list, and says whether it was a create that was acknowledged.
func (c *counts) operation(each entry, events []entry) bool {
	c.Ambiguous += each.Ambiguous
	if each.Attempts > 1 {
		c.SecondAttempts++
	}
	if each.What == listed {
		c.Lists++
		if each.Outcome == failed {
			c.FailedLists++
		}
		return false
	}
	if each.Outcome == failed {
		c.Failed++
		return false
	}
	c.Created++
	c.PerKind[each.Kind]++
	c.SlowestMs = max(c.SlowestMs, each.End.Sub(each.Start).Milliseconds())
	if len(events) > 1 {
		c.ToldTwice++
	}
	if len(events) > 0 && events[0].Outcome == byWatch {
		c.ToldByWatch++
	} else if len(events) > 0 {
		c.ToldByList++
	}
	return true
}

// eventsOf are the events of each object, by its name, which no two objects share.
func eventsOf(entries []entry) map[string][]entry {
	events := map[string][]entry{}
	for _, each := range entries {
		if each.What == told {
			events[each.Name] = append(events[each.Name], each)
		}
	}
	return events
}

// longestStall is the longest time without an acknowledgement, the time before the first and after the last included.
func longestStall(begin, end time.Time, ends []time.Time) (time.Duration, time.Time) {
	longest, at, previous := time.Duration(0), begin, begin
	for _, each := range append(ends[:len(ends):len(ends)], end) {
		if gap := each.Sub(previous); gap > longest {
			longest, at = gap, previous
		}
		previous = each
	}
	return longest, at
}

func printJSON(value any) error {
	text, err := json.MarshalIndent(value, "", "  ")
	if err != nil {
		return err
	}
	_, err = fmt.Fprintln(os.Stdout, string(text))
	return err
}
