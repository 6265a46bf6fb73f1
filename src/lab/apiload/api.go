package main

import (
	"bytes"
	"context"
	"crypto/tls"
	"crypto/x509"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptrace"
	"net/url"
	"os"
	"strings"
	"sync/atomic"
	"time"
)

const (
	callLimit = 5 * time.Second
	page      = "500"
)

// api speaks to kube-apiservers with one token. HTTP/1.1 on purpose: a call that is tried again then gets a connection of
// its own, as another client would.
type api struct {
	client *http.Client
	token  string
}

type metadata struct {
	Name    string            `json:"name"`
	UID     string            `json:"uid"`
	Version string            `json:"resourceVersion"`
	Labels  map[string]string `json:"labels"`
}

type item struct {
	Metadata metadata `json:"metadata"`
	Code     int      `json:"code"` // of a Status, which is what an ERROR event carries
	Message  string   `json:"message"`
}

type itemList struct {
	Metadata struct {
		Version  string `json:"resourceVersion"`
		Continue string `json:"continue"`
	} `json:"metadata"`
	Items []item `json:"items"`
}

// statusError is an answer that is no success.
type statusError struct {
	code    int
	message string
}

func (e statusError) Error() string { return fmt.Sprintf("%d %s", e.code, e.message) }

func openAPI(wanted settings) (*api, error) {
	pem, err := os.ReadFile(wanted.caFile)
	if err != nil {
		return nil, err
	}
	roots := x509.NewCertPool()
	if !roots.AppendCertsFromPEM(pem) {
		return nil, fmt.Errorf("no certificate in %s", wanted.caFile)
	}
	token, err := os.ReadFile(wanted.tokenFile)
	if err != nil {
		return nil, err
	}
	transport := &http.Transport{
		TLSClientConfig:     &tls.Config{RootCAs: roots, MinVersion: tls.VersionTLS12},
		TLSNextProto:        map[string]func(string, *tls.Conn) http.RoundTripper{},
		TLSHandshakeTimeout: callLimit,
		MaxIdleConnsPerHost: 8,
	}
	return &api{client: &http.Client{Transport: transport}, token: strings.TrimSpace(string(token))}, nil
}

// request sends a request and returns the open answer. sent says whether anything of it had left this program: what
// failed before has certainly created nothing.
func (a *api) request(ctx context.Context, method, address string, body any) (*http.Response, bool, error) {
	var content io.Reader
	if body != nil {
		text, err := json.Marshal(body)
		if err != nil {
			return nil, false, err
		}
		content = bytes.NewReader(text)
	}
	var sent atomic.Bool
	trace := &httptrace.ClientTrace{WroteHeaders: func() { sent.Store(true) }}
	request, err := http.NewRequestWithContext(httptrace.WithClientTrace(ctx, trace), method, address, content)
	if err != nil {
		return nil, false, err
	}
	request.Header.Set("Authorization", "Bearer "+a.token)
	request.Header.Set("Accept", "application/json")
	if body != nil {
		request.Header.Set("Content-Type", "application/json")
	}
	answer, err := a.client.Do(request)
	if err != nil {
		return nil, sent.Load(), err
	}
	if answer.StatusCode >= 300 {
		defer answer.Body.Close()
		var status item
		text, _ := io.ReadAll(io.LimitReader(answer.Body, 64<<10))
		if json.Unmarshal(text, &status) != nil || status.Message == "" {
			status.Message = strings.TrimSpace(string(text))
		}
		return nil, true, statusError{answer.StatusCode, status.Message}
	}
	return answer, true, nil
}

// call sends a request and reads its whole answer.
func (a *api) call(method, address string, body, into any) (bool, error) {
	ctx, cancel := context.WithTimeout(context.Background(), callLimit)
	defer cancel()
	answer, sent, err := a.request(ctx, method, address, body)
	if err != nil {
		return sent, err
	}
	defer answer.Body.Close()
	return true, json.NewDecoder(answer.Body).Decode(into)
}

// all reads every object of a kind, and the version that the list is of.
func (a *api) all(endpoint string, wanted kind) ([]item, string, error) {
	var items []item
	next := ""
	for {
		query := url.Values{"limit": {page}}
		if next != "" {
			query.Set("continue", next)
		}
		var read itemList
		if _, err := a.call(http.MethodGet, endpoint+wanted.path+"?"+query.Encode(), nil, &read); err != nil {
			return nil, "", err
		}
		items = append(items, read.Items...)
		if next = read.Metadata.Continue; next == "" {
			return items, read.Metadata.Version, nil
		}
	}
}

func codeOf(err error) int {
	if status, isStatus := err.(statusError); isStatus {
		return status.code
	}
	return 0
}
