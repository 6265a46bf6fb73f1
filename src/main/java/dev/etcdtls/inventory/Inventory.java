package dev.etcdtls.inventory;

import dev.etcdtls.model.Authority;
import dev.etcdtls.model.ClusterName;
import dev.etcdtls.model.HostName;
import java.util.List;
import java.util.Optional;

/**
 * What the operator declares: hosts, how to reach them, the PKI and the consumers.
 *
 * @param cluster the operator's name of the cluster, used in PKI paths
 * @param hosts in the order of the file; names are unique
 * @param issuer who issues certificates
 * @param consumers the declared clients of etcd
 * @param names names that clients dial, and loopback listeners that stay plaintext on purpose
 * @param tuning ports, census times, the way to reach members and what is said about clients as a whole
 */
public record Inventory(
        ClusterName cluster,
        List<HostEntry> hosts,
        IssuerSettings issuer,
        List<ConsumerEntry> consumers,
        Names names,
        Tuning tuning) {
    public Inventory {
        hosts = List.copyOf(hosts);
        consumers = List.copyOf(consumers);
    }

    /** The hosts that carry a member. */
    public List<HostEntry> memberHosts() {
        return hosts.stream().filter(HostEntry::member).toList();
    }

    public Optional<HostEntry> host(HostName name) {
        return hosts.stream().filter(entry -> entry.name().equals(name)).findFirst();
    }

    /**
     * Whether a host carries nothing but clients that may be down while members are changed. One that is down is never forgotten: a census
     * waits until each declared consumer was seen.
     */
    public boolean hasClientsOnly(HostName name) {
        boolean member = host(name).filter(HostEntry::member).isPresent();
        return !member
                && consumers.stream()
                        .filter(consumer -> consumer.host().equals(name))
                        .noneMatch(consumer -> consumer.kind() == ConsumerEntry.Kind.KUBE_APISERVER);
    }

    /**
     * @param client names that clients dial beside the members' own (a load balancer): into the SANs of every member
     * @param keepPlaintext loopback listeners that stay plaintext, on purpose
     */
    public record Names(List<String> client, List<Authority> keepPlaintext) {
        public Names {
            client = List.copyOf(client);
            keepPlaintext = List.copyOf(keepPlaintext);
        }
    }

    /** Settings with defaults. */
    public record Tuning(Reach reach, Ports ports, CensusTimes census, Clients clients) {
        /** Nothing is said about clients beside the consumers themselves. */
        public Tuning(Reach reach, Ports ports, CensusTimes census) {
            this(reach, ports, census, Clients.DEFAULT);
        }
    }
}
