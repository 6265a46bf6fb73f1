package dev.etcdtls.adapter.ssh;

import dev.etcdtls.inventory.Reach;
import dev.etcdtls.model.Authority;
import dev.etcdtls.model.ErrorCode;
import dev.etcdtls.model.HostName;
import dev.etcdtls.model.Outcome;
import dev.etcdtls.port.Tunnels;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** Tunnels through the hosts' connections; with direct reach none is needed. */
final class SshTunnels implements Tunnels, AutoCloseable {
    private final SshConnections connections;
    private final Reach reach;
    private final Map<Way, Tunnel> open = new LinkedHashMap<>();

    private record Way(HostName via, Authority to) {}

    SshTunnels(SshConnections connections, Reach reach) {
        this.connections = connections;
        this.reach = reach;
    }

    /** Logs in first, so that a host that cannot be reached is told here and not as a reset connection later. */
    @Override
    public Outcome<Authority> open(HostName via, Authority to) {
        return switch (reach) {
            case DIRECT -> new Outcome.Done<>(to);
            case SSH -> connections.to(via).session().then(_ -> tunnel(via, to));
        };
    }

    private synchronized Outcome<Authority> tunnel(HostName via, Authority to) {
        Way way = new Way(via, to);
        Tunnel known = open.get(way);
        if (known != null) {
            return new Outcome.Done<>(known.local());
        }
        try {
            Tunnel fresh = Tunnel.listen(connections.to(via), to);
            open.put(way, fresh);
            return new Outcome.Done<>(fresh.local());
        } catch (IOException e) {
            return new Outcome.Refused<>(HostProblems.of(
                    ErrorCode.HOST_UNREACHABLE,
                    via,
                    "no port on 127.0.0.1 could be had for a tunnel: " + e.getMessage(),
                    "look at the limits of this machine, then resume"));
        }
    }

    @Override
    public synchronized void close() {
        open.values().forEach(Tunnel::close);
        open.clear();
    }
}
