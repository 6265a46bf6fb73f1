package dev.etcdtls.adapter.etcd;

import dev.etcdtls.port.EtcdApi;
import dev.etcdtls.port.EtcdEndpoint;
import dev.etcdtls.port.LockBreaker;
import dev.etcdtls.port.OperatorIdentity;
import dev.etcdtls.port.Pacer;
import dev.etcdtls.port.TlsProber;
import dev.etcdtls.port.Tunnels;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;

/**
 * Everything of this package that the wiring needs, over one set of channels. Closing it ends the channels; their threads are daemons, so
 * that forgetting it holds no JVM back.
 */
public final class EtcdAdapters implements AutoCloseable {
    private final Channels channels;
    private final Calls calls;
    private final Pacer pacer;
    private final GrpcEtcd api;
    private final GrpcProber prober;

    public EtcdAdapters(Tunnels tunnels, OperatorIdentity operator, Pacer pacer) {
        this.channels = new Channels(tunnels, operator);
        this.calls = new Calls(channels);
        this.pacer = pacer;
        RawDial dial = new RawDial(tunnels);
        this.api = new GrpcEtcd(calls, dial, operator);
        this.prober = new GrpcProber(dial, operator);
    }

    public EtcdApi api() {
        return api;
    }

    public TlsProber prober() {
        return prober;
    }

    /**
     * The lock on the cluster.
     *
     * @param members usable endpoints at the moment of each call; any of them will do
     * @param file beside the runs, one for each cluster
     */
    public EtcdLock lock(Supplier<List<EtcdEndpoint>> members, Path file, EtcdLock.Owner owner) {
        return new EtcdLock(new GrpcLockStore(calls, members), new LockFile(file), owner, pacer);
    }

    /** For the lock of a run that is dead. */
    public LockBreaker lockBreaker(Supplier<List<EtcdEndpoint>> members) {
        return new EtcdLockBreaker(new GrpcLockStore(calls, members), pacer);
    }

    @Override
    public void close() {
        channels.close();
    }
}
