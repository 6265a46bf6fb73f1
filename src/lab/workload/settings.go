package main

import (
	"bufio"
	"crypto/tls"
	"crypto/x509"
	"flag"
	"fmt"
	"net/url"
	"os"
	"strings"
)

// settings say where the members are and how to speak to them.
type settings struct {
	endpoints []string
	caFile    string
	certFile  string
	keyFile   string
}

// readSettings reads an environment file with the WORKLOAD_ variables.
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
	return checked(settings{
		endpoints: splitList(values["WORKLOAD_ENDPOINTS"]),
		caFile:    values["WORKLOAD_CACERT"],
		certFile:  values["WORKLOAD_CERT"],
		keyFile:   values["WORKLOAD_KEY"],
	})
}

// settingsFlags adds the flags of the commands that read or fill a cluster.
func settingsFlags(flags *flag.FlagSet) func() (settings, error) {
	file := flags.String("settings", "/etc/default/workload", "environment file, used when there is no --endpoints")
	endpoints := flags.String("endpoints", "", "members' client URLs, comma separated")
	ca := flags.String("cacert", "", "trusted CA file")
	cert := flags.String("cert", "", "client certificate file")
	key := flags.String("key", "", "client key file")
	return func() (settings, error) {
		if *endpoints == "" {
			return readSettings(*file)
		}
		return checked(settings{splitList(*endpoints), *ca, *cert, *key})
	}
}

func checked(wanted settings) (settings, error) {
	if len(wanted.endpoints) == 0 {
		return settings{}, fmt.Errorf("no endpoints: set WORKLOAD_ENDPOINTS or --endpoints")
	}
	for _, endpoint := range wanted.endpoints {
		parsed, err := url.Parse(endpoint)
		if err != nil || parsed.Host == "" || (parsed.Scheme != "http" && parsed.Scheme != "https") {
			return settings{}, fmt.Errorf("not an http(s) URL: %s", endpoint)
		}
	}
	return wanted, nil
}

// tlsConfig reads the certificate files; they are needed for https endpoints only.
func (s settings) tlsConfig() (*tls.Config, error) {
	config := &tls.Config{MinVersion: tls.VersionTLS12}
	if s.caFile != "" {
		pem, err := os.ReadFile(s.caFile)
		if err != nil {
			return nil, err
		}
		config.RootCAs = x509.NewCertPool()
		if !config.RootCAs.AppendCertsFromPEM(pem) {
			return nil, fmt.Errorf("no certificate in %s", s.caFile)
		}
	}
	if s.certFile != "" {
		pair, err := tls.LoadX509KeyPair(s.certFile, s.keyFile)
		if err != nil {
			return nil, err
		}
		config.Certificates = []tls.Certificate{pair}
	}
	return config, nil
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
