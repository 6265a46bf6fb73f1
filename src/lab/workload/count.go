package main

import (
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"sort"
	"time"
)

// counts is what the log says, and after a verify what the members say.
type counts struct {
	Acknowledged      int            `json:"acknowledged"`
	Failed            int            `json:"failed"`
	Ambiguous         int            `json:"ambiguous"` // attempts, not operations
	SecondAttempts    int            `json:"secondAttempts"`
	From              string         `json:"from"` // start of the first operation
	To                string         `json:"to"`   // end of the last operation
	PerSecond         float64        `json:"perSecond"`
	LongestStallMs    int64          `json:"longestStallMs"`
	LongestStallAt    string         `json:"longestStallAt"`
	SlowestMs         int64          `json:"slowestMs"`         // the acknowledged operation that took longest
	PerMinute         map[string]int `json:"perMinute"`         // acknowledgements
	PerScheme         map[string]int `json:"perScheme"`         // acknowledgements
	LeastInTenSeconds int            `json:"leastInTenSeconds"` // acknowledgements in the poorest whole ten seconds
	Verified          bool           `json:"verified"`
	Lost              int            `json:"lost"` // acknowledged keys that at least one member does not have
	LostKeys          []string       `json:"lostKeys"`
	Members           []memberCount  `json:"members"`
}

type memberCount struct {
	Endpoint string `json:"endpoint"`
	Found    int    `json:"found"`
	Missing  int    `json:"missing"`
}

// logFlags adds the flags that choose the part of the log.
func logFlags(flags *flag.FlagSet) func() ([]operation, error) {
	file := flags.String("log", "/var/log/workload/operations.jsonl", "the log of operations")
	from := flags.String("from", "", "only operations that began at or after this time (RFC 3339)")
	to := flags.String("to", "", "only operations that began before this time (RFC 3339)")
	return func() ([]operation, error) {
		begin, err := parseTime(*from)
		if err != nil {
			return nil, err
		}
		end, err := parseTime(*to)
		if err != nil {
			return nil, err
		}
		return readLog(*file, begin, end)
	}
}

func parseTime(text string) (time.Time, error) {
	if text == "" {
		return time.Time{}, nil
	}
	return time.Parse(time.RFC3339Nano, text)
}

func count(arguments []string) (int, error) {
	flags := flag.NewFlagSet("count", flag.ExitOnError)
	operations := logFlags(flags)
	flags.Parse(arguments)
	read, err := operations()
	if err != nil {
		return 2, err
	}
	return 0, printJSON(countOf(read))
}

func countOf(operations []operation) counts {
	result := counts{
		PerMinute: map[string]int{}, PerScheme: map[string]int{}, LostKeys: []string{}, Members: []memberCount{},
	}
	if len(operations) == 0 {
		return result
	}
	begin, end := operations[0].Start, operations[0].End
	var ends []time.Time
	for _, each := range operations {
		result.Ambiguous += each.Ambiguous
		if each.Attempts > 1 {
			result.SecondAttempts++
		}
		if each.Start.Before(begin) {
			begin = each.Start
		}
		if each.End.After(end) {
			end = each.End
		}
		if each.Outcome != acknowledged {
			result.Failed++
			continue
		}
		result.Acknowledged++
		result.PerMinute[each.End.Format("2006-01-02T15:04Z")]++
		result.PerScheme[each.Scheme]++
		result.SlowestMs = max(result.SlowestMs, each.End.Sub(each.Start).Milliseconds())
		ends = append(ends, each.End)
	}
	result.From, result.To = begin.Format(time.RFC3339Nano), end.Format(time.RFC3339Nano)
	if seconds := end.Sub(begin).Seconds(); seconds > 0 {
		result.PerSecond = float64(int(float64(result.Acknowledged)/seconds*100)) / 100
	}
	sort.Slice(ends, func(a, b int) bool { return ends[a].Before(ends[b]) })
	stall, at := longestStall(begin, end, ends)
	result.LongestStallMs, result.LongestStallAt = stall.Milliseconds(), at.Format(time.RFC3339Nano)
	result.LeastInTenSeconds = leastInTenSeconds(begin, end, ends)
	return result
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

func leastInTenSeconds(begin, end time.Time, ends []time.Time) int {
	const window = 10 * time.Second
	whole := int(end.Sub(begin) / window)
	if whole == 0 {
		return len(ends)
	}
	windows := make([]int, whole)
	for _, each := range ends {
		if index := int(each.Sub(begin) / window); index < whole {
			windows[index]++
		}
	}
	sort.Ints(windows)
	return windows[0]
}

func printJSON(value any) error {
	text, err := json.MarshalIndent(value, "", "  ")
	if err != nil {
		return err
	}
	_, err = fmt.Fprintln(os.Stdout, string(text))
	return err
}
