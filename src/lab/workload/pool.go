package main

import (
	"context"
	"fmt"
	"net/url"
	"sync"
	"sync/atomic"
	"time"

	clientv3 "go.etcd.io/etcd/client/v3"
	"go.uber.org/zap"
	"google.golang.org/grpc"
	"google.golang.org/grpc/stats"
)

// member is one member of the cluster with a client of its own, which knows this one endpoint only.
type member struct {
	endpoint string
	scheme   string
	client   *clientv3.Client
}

// pool is one set of clients; it is closed when nobody uses it any more.
type pool struct {
	members []*member
	users   sync.WaitGroup
}

// openPool makes a client per endpoint and waits (3 s at most) until each has a connection, so that a swap of pools
// does not cost the next writes a handshake. A member that does not answer now is used all the same.
func openPool(wanted settings) (*pool, error) {
	opened := &pool{}
	for _, endpoint := range wanted.endpoints {
		each, err := openMember(wanted, endpoint)
		if err != nil {
			opened.close()
			return nil, err
		}
		opened.members = append(opened.members, each)
	}
	opened.warm()
	return opened, nil
}

func openMember(wanted settings, endpoint string) (*member, error) {
	parsed, err := url.Parse(endpoint)
	if err != nil {
		return nil, err
	}
	config := clientv3.Config{
		Endpoints:            []string{endpoint},
		DialTimeout:          3 * time.Second,
		DialKeepAliveTime:    5 * time.Second,
		DialKeepAliveTimeout: 3 * time.Second,
		DialOptions:          []grpc.DialOption{grpc.WithStatsHandler(sentRecorder{})},
		Logger:               zap.NewNop(),
	}
	if parsed.Scheme == "https" {
		if config.TLS, err = wanted.tlsConfig(); err != nil {
			return nil, err
		}
	}
	client, err := clientv3.New(config)
	if err != nil {
		return nil, fmt.Errorf("client of %s: %w", endpoint, err)
	}
	return &member{endpoint: endpoint, scheme: parsed.Scheme, client: client}, nil
}

func (p *pool) warm() {
	var all sync.WaitGroup
	for _, each := range p.members {
		all.Add(1)
		go func() {
			defer all.Done()
			ctx, cancel := context.WithTimeout(context.Background(), 3*time.Second)
			defer cancel()
			if _, err := each.client.Get(ctx, "/workload/", clientv3.WithSerializable(), clientv3.WithLimit(1)); err != nil {
				fmt.Printf("%s does not answer yet: %v\n", each.endpoint, err)
			}
		}()
	}
	all.Wait()
}

func (p *pool) close() {
	p.users.Wait()
	for _, each := range p.members {
		each.client.Close()
	}
}

// current hands out the pool in force; a swap lets the writes on the old pool end before it is closed.
type current struct {
	lock sync.Mutex
	pool *pool
}

func (c *current) acquire() *pool {
	c.lock.Lock()
	defer c.lock.Unlock()
	c.pool.users.Add(1)
	return c.pool
}

func (c *current) swap(next *pool) {
	c.lock.Lock()
	previous := c.pool
	c.pool = next
	c.lock.Unlock()
	if previous != nil {
		go previous.close()
	}
}

// sentRecorder notes in a call's context that its request has left this program: an attempt that failed before that
// has certainly not written anything.
type sentRecorder struct{}

type sentKey struct{}

func withSent(ctx context.Context, sent *atomic.Bool) context.Context {
	return context.WithValue(ctx, sentKey{}, sent)
}

func (sentRecorder) HandleRPC(ctx context.Context, event stats.RPCStats) {
	if _, isPayload := event.(*stats.OutPayload); isPayload {
		if sent, wanted := ctx.Value(sentKey{}).(*atomic.Bool); wanted {
			sent.Store(true)
		}
	}
}

func (sentRecorder) TagRPC(ctx context.Context, _ *stats.RPCTagInfo) context.Context   { return ctx }
func (sentRecorder) TagConn(ctx context.Context, _ *stats.ConnTagInfo) context.Context { return ctx }
func (sentRecorder) HandleConn(context.Context, stats.ConnStats)                       {}
