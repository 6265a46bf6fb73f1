package dev.etcdtls.adapter.etcd;

import dev.etcdtls.port.EtcdApi;
import dev.etcdtls.port.OperatorIdentity;
import dev.etcdtls.port.Tunnels;

/**
 * Everything of this package that the wiring needs, over one set of channels. Closing it ends the channels; their threads are daemons, so
 * that forgetting it holds no JVM back.
 */
public final class EtcdAdapters implements AutoCloseable {
    private final Channels channels;
    private final GrpcEtcd api;

    public EtcdAdapters(Tunnels tunnels, OperatorIdentity operator) {
        this.channels = new Channels(tunnels, operator);
        this.api = new GrpcEtcd(new Calls(channels), new RawDial(tunnels), operator);
    }

    public EtcdApi api() {
        return api;
    }

    @Override
    public void close() {
        channels.close();
    }
}
