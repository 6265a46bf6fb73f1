package main

import (
	"encoding/json"
	"flag"
	"fmt"
	"sort"
	"time"
)

// counts is what the log says of the echoes whose fate is known.
type counts struct {
	Sent     int                      `json:"sent"`
	Answered int                      `json:"answered"`
	Missed   int                      `json:"missed"`
	Targets  map[string]*targetCounts `json:"targets"`
}

type targetCounts struct {
	Sent         int    `json:"sent"`
	Answered     int    `json:"answered"`
	Missed       int    `json:"missed"`
	LongestGapMs int64  `json:"longestGapMs"` // between two echoes that came back, one after the other
	LongestGapAt string `json:"longestGapAt"`
}

func count(arguments []string) (int, error) {
	flags := flag.NewFlagSet("count", flag.ExitOnError)
	file := flags.String("log", "/var/log/pod-echo/echoes.jsonl", "the log")
	from := flags.String("from", "", "only echoes that were sent at or after this time (RFC 3339)")
	to := flags.String("to", "", "only echoes that were sent before this time (RFC 3339)")
	flags.Parse(arguments)
	begin, err := parseTime(*from)
	if err != nil {
		return 2, err
	}
	end, err := parseTime(*to)
	if err != nil {
		return 2, err
	}
	echoes, err := readLog(*file, begin, end)
	if err != nil {
		return 2, err
	}
	text, err := json.MarshalIndent(countOf(echoes), "", "  ")
	if err != nil {
		return 1, err
	}
	fmt.Println(string(text))
	return 0, nil
}

func parseTime(text string) (time.Time, error) {
	if text == "" {
		return time.Time{}, nil
	}
	return time.Parse(time.RFC3339Nano, text)
}

func countOf(echoes []echo) counts {
	result := counts{Targets: map[string]*targetCounts{}}
	sort.SliceStable(echoes, func(a, b int) bool { return echoes[a].End.Before(echoes[b].End) })
	previous := map[string]time.Time{}
	for _, each := range echoes {
		target, known := result.Targets[each.To]
		if !known {
			target = &targetCounts{}
			result.Targets[each.To] = target
			previous[each.To] = each.Sent
		}
		target.Sent++
		result.Sent++
		if each.Outcome == missed {
			target.Missed++
			result.Missed++
		} else {
			target.Answered++
			result.Answered++
		}
		// A missed echo ends no gap, but the last one shows how long the gap is at least.
		if gap := each.End.Sub(previous[each.To]).Milliseconds(); gap > target.LongestGapMs {
			target.LongestGapMs, target.LongestGapAt = gap, previous[each.To].Format(time.RFC3339Nano)
		}
		if each.Outcome == answered {
			previous[each.To] = each.End
		}
	}
	return result
}
