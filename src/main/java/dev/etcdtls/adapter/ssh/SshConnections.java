package dev.etcdtls.adapter.ssh;

import dev.etcdtls.inventory.HostEntry;
import dev.etcdtls.inventory.Inventory;
import dev.etcdtls.model.HostName;
import dev.etcdtls.port.Pacer;
import java.util.LinkedHashMap;
import java.util.Map;

/** The connections to the hosts of an inventory, one each. */
final class SshConnections implements AutoCloseable {
    private final Map<HostName, SshConnection> connections = new LinkedHashMap<>();

    SshConnections(Inventory inventory, SshSettings settings, Pacer pacer) {
        SessionOpener opener = new SessionOpener(settings);
        for (HostEntry host : inventory.hosts()) {
            connections.put(host.name(), new SshConnection(host, opener, pacer));
        }
    }

    SshConnection to(HostName host) {
        SshConnection connection = connections.get(host);
        if (connection == null) {
            throw new IllegalArgumentException("the inventory has no host " + host);
        }
        return connection;
    }

    @Override
    public void close() {
        connections.values().forEach(SshConnection::close);
    }
}
