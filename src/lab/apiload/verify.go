package main

import (
	"flag"
	"fmt"
	"net/http"
	"sort"
	"time"
)

const mostNamed = 20

// catchUpTime is how long what is not there yet is waited for; the tests have no such patience.
var catchUpTime = 10 * time.Second

func verify(arguments []string) (int, error) {
	flags := flag.NewFlagSet("verify", flag.ExitOnError)
	part := chosenFlags(flags)
	settingsFile := flags.String("settings", "/etc/default/api-load", "environment file with the APILOAD_ variables")
	flags.Parse(arguments)
	wanted, err := part()
	if err != nil {
		return 2, err
	}
	used, err := readSettings(*settingsFile)
	if err != nil {
		return 2, err
	}
	result, err := verified(used, wanted)
	if err != nil {
		return 1, err
	}
	if err := printJSON(result); err != nil {
		return 1, err
	}
	if result.LostObjects+result.LostEvents > 0 {
		return 4, fmt.Errorf("%d objects and %d events are lost", result.LostObjects, result.LostEvents)
	}
	return 0, nil
}

// verified asks each apiserver for each object that was acknowledged, and the log for what was told of it.
func verified(used settings, wanted chosen) (counts, error) {
	entries, err := readLog(wanted.file)
	if err != nil {
		return counts{}, err
	}
	objects := acknowledgedIn(entries, wanted)
	asked, err := openAPI(used)
	if err != nil {
		return counts{}, err
	}
	var apiservers []apiserverCounts
	lostObjects := map[string]bool{}
	for _, endpoint := range used.apiservers {
		missing, err := missingOn(asked, endpoint, objects)
		if err != nil {
			return counts{}, fmt.Errorf("%s cannot be read: %w", endpoint, err)
		}
		for _, name := range missing {
			lostObjects[name] = true
		}
		apiservers = append(apiservers, apiserverCounts{endpoint, len(objects) - len(missing), len(missing)})
	}
	lostEvents, entries, err := untold(objects, wanted)
	if err != nil {
		return counts{}, err
	}
	result := countOf(entries, wanted)
	result.Verified, result.Apiservers = true, apiservers
	result.LostObjects, result.LostEvents = len(lostObjects), len(lostEvents)
	result.LostNames = named(lostObjects, lostEvents)
	return result, nil
}

func acknowledgedIn(entries []entry, wanted chosen) []entry {
	var objects []entry
	for _, each := range entries {
		if each.What == created && each.Outcome == acknowledged && wanted.has(each) {
			objects = append(objects, each)
		}
	}
	return objects
}

// missingOn says which objects an apiserver does not have, or has as another object of the same name. What is not in its
// list is asked for by name for a while: a list of many pages is of an instant that is past.
func missingOn(asked *api, endpoint string, objects []entry) ([]string, error) {
	found := map[string]string{}
	paths := map[string]string{}
	for _, each := range kinds {
		paths[each.name] = each.path
		items, _, err := asked.all(endpoint, each)
		if err != nil {
			return nil, err
		}
		for _, one := range items {
			found[one.Metadata.Name] = one.Metadata.UID
		}
	}
	var missing []string
	deadline := time.Now().Add(catchUpTime)
	for _, each := range objects {
		if found[each.Name] != "" && found[each.Name] == each.UID {
			continue
		}
		there, err := foundLater(asked, endpoint+paths[each.Kind]+"/"+each.Name, each.UID, deadline)
		if err != nil {
			return nil, err
		}
		if !there {
			missing = append(missing, each.Name)
		}
	}
	return missing, nil
}

func foundLater(asked *api, address, uid string, deadline time.Time) (bool, error) {
	for {
		var read item
		_, err := asked.call(http.MethodGet, address, nil, &read)
		if err != nil && codeOf(err) != http.StatusNotFound {
			return false, err
		}
		if err == nil {
			return read.Metadata.UID == uid, nil
		}
		if time.Now().After(deadline) {
			return false, nil
		}
		time.Sleep(200 * time.Millisecond)
	}
}

// untold says of which objects no watch and no list has told. The log is read again for a while: an event may be on its
// way. An event of another object with the same name tells of nothing.
func untold(objects []entry, wanted chosen) (map[string]bool, []entry, error) {
	for deadline := time.Now().Add(catchUpTime); ; time.Sleep(200 * time.Millisecond) {
		entries, err := readLog(wanted.file)
		if err != nil {
			return nil, nil, err
		}
		events := eventsOf(entries)
		missing := map[string]bool{}
		for _, each := range objects {
			missing[each.Name] = true
			for _, one := range events[each.Name] {
				if one.UID == each.UID {
					delete(missing, each.Name)
				}
			}
		}
		if len(missing) == 0 || time.Now().After(deadline) {
			return missing, entries, nil
		}
	}
}

func named(sets ...map[string]bool) []string {
	names := []string{}
	all := map[string]bool{}
	for _, set := range sets {
		for name := range set {
			if !all[name] {
				names = append(names, name)
			}
			all[name] = true
		}
	}
	sort.Strings(names)
	return names[:min(len(names), mostNamed)]
}
