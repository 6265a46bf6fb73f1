package main

import (
	"bufio"
	"fmt"
	"net/url"
	"os"
	"strings"
)

// settings say where the load goes, which apiservers there are, and how to speak to them.
type settings struct {
	endpoints  []string // the load's: the balancer, or the apiservers
	apiservers []string // each is asked by verify
	caFile     string
	tokenFile  string
}

// readSettings reads an environment file with the APILOAD_ variables.
func readSettings(path string) (settings, error) {
	file, err := os.Open(path)
	if err != nil {
		return settings{}, err
	}
	defer file.Close()
	values := map[string]string{}
	lines := bufio.NewScanner(file)
	for lines.Scan() {
		line := strings.TrimSpace(lines.Text())
		if name, value, found := strings.Cut(line, "="); found && !strings.HasPrefix(line, "#") {
			values[strings.TrimSpace(name)] = strings.Trim(strings.TrimSpace(value), `"'`)
		}
	}
	if err := lines.Err(); err != nil {
		return settings{}, err
	}
	wanted := settings{
		endpoints:  splitList(values["APILOAD_ENDPOINTS"]),
		apiservers: splitList(values["APILOAD_APISERVERS"]),
		caFile:     values["APILOAD_CACERT"],
		tokenFile:  values["APILOAD_TOKEN_FILE"],
	}
	for _, list := range [][]string{wanted.endpoints, wanted.apiservers} {
		if len(list) == 0 {
			return settings{}, fmt.Errorf("%s: APILOAD_ENDPOINTS and APILOAD_APISERVERS must both be set", path)
		}
		for _, each := range list {
			if parsed, err := url.Parse(each); err != nil || parsed.Scheme != "https" || parsed.Host == "" {
				return settings{}, fmt.Errorf("%s: not an https URL: %s", path, each)
			}
		}
	}
	return wanted, nil
}

func splitList(text string) []string {
	var parts []string
	for _, part := range strings.Split(text, ",") {
		if trimmed := strings.TrimSpace(part); trimmed != "" {
			parts = append(parts, trimmed)
		}
	}
	return parts
}
