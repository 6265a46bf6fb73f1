package dev.etcdtls.adapter.etcd;

import dev.etcdtls.port.EtcdApi;
import dev.etcdtls.port.OperatorIdentity;
import dev.etcdtls.port.TlsProber;
import dev.etcdtls.port.Tunnels;

/**
 * Everything of this package that the wiring needs, over one set of channels. Closing it ends the channels; their threads are daemons, so
 * that forgetting it holds no JVM back.
 */
public final class EtcdAdapters implements AutoCloseable {
    private final Channels channels;
    private final GrpcEtcd api;
    private final GrpcProber prober;

    public EtcdAdapters(Tunnels tunnels, OperatorIdentity operator) {
        this.channels = new Channels(tunnels, operator);
        RawDial dial = new RawDial(tunnels);
        this.api = new GrpcEtcd(new Calls(channels), dial, operator);
        this.prober = new GrpcProber(dial, operator);
    }

    public EtcdApi api() {
        return api;
    }

    public TlsProber prober() {
        return prober;
    }

    @Override
    public void close() {
        channels.close();
    }
}
