package dev.etcdtls.report;

import dev.etcdtls.model.HostName;
import java.util.Optional;

/**
 * A client that was connected to a member.
 *
 * @param host of the inventory that it runs on; absent when its address is of none
 * @param process its name; empty when unknown
 * @param unit of that process; empty when unknown
 * @param from the address that it came from
 */
public record ClientSeen(Optional<HostName> host, String process, String unit, String from) {
    static ClientSeen of(Connections.Client client, String from) {
        return switch (client) {
            case Connections.Client.Seen(HostName host, String process, String unit) ->
                new ClientSeen(Optional.of(host), process, unit, from);
            case Connections.Client.Gateway() -> throw new IllegalArgumentException("a member is no client of itself");
            case Connections.Client.Elsewhere() -> new ClientSeen(Optional.empty(), "", "", from);
        };
    }

    /** {@code etcd-workload of workload.service on w1, from 198.51.100.50}. */
    public String words() {
        return (process.isEmpty() ? "a process that was not seen" : process)
                + (unit.isEmpty() ? "" : " of " + unit)
                + host.map(name -> " on " + name).orElse("")
                + ", from " + from;
    }
}
