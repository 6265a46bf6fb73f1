package dev.etcdtls.guard;

import dev.etcdtls.config.EtcdSettings;
import dev.etcdtls.inventory.Inventory;
import dev.etcdtls.model.Authority;
import dev.etcdtls.model.ClientUrl;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The plaintext listener for health and metrics that a member gets when a load balancer stands before the members: a balancer has no
 * client certificate, and {@code /health} on the client port goes with plaintext. etcd knows the flag since 3.3, serves nothing but health
 * and metrics there, and goes on answering both on the client port.
 *
 * <p>Whether it is wanted depends on the inventory and on the member's settings alone, never on who was seen to ask.
 */
public final class MetricsListener {
    public static final String FLAG = "listen-metrics-urls";

    private MetricsListener() {}

    /**
     * The flag's value for such a member: what it has, and a listener beside it. Empty when no balancer is declared, or a balancer can ask
     * the member already.
     */
    public static Optional<String> wanted(EtcdSettings running, Inventory inventory) {
        if (inventory.tuning().clients().balancers().isEmpty()
                || !plaintext(running).isEmpty()) {
            return Optional.empty();
        }
        List<ClientUrl> added = added(running, inventory.tuning().ports().metrics());
        return running.listenMetricsUrls().containsAll(added)
                ? Optional.empty()
                : Optional.of(Stream.concat(
                                running.listenMetricsUrls().stream().filter(url -> !isCovered(url, added)),
                                added.stream())
                        .map(ClientUrl::toString)
                        .collect(Collectors.joining(",")));
    }

    /** How a balancer's check is written that asks there, {@code HTTP:2381/health}; as the inventory says where no member listens yet. */
    public static String check(Collection<EtcdSettings> members, Inventory inventory) {
        SortedSet<Integer> ports = new TreeSet<>();
        members.forEach(running ->
                plaintext(running).forEach(url -> ports.add(url.authority().port())));
        if (ports.isEmpty()) {
            ports.add(inventory.tuning().ports().metrics());
        }
        return ports.stream().map(port -> "HTTP:" + port + "/health").collect(Collectors.joining(" or "));
    }

    /** Those listeners of a flag's value that the member does not have yet. */
    static List<ClientUrl> missing(EtcdSettings running, String value) {
        return SettingValue.parts(value).stream()
                .filter(url -> !url.isEmpty())
                .map(ClientUrl::parse)
                .filter(url -> !running.listenMetricsUrls().contains(url))
                .toList();
    }

    /** Where a balancer can ask the member for its health without TLS, as far as its settings say. */
    public static List<ClientUrl> plaintext(EtcdSettings running) {
        return running.listenMetricsUrls().stream()
                .filter(url -> !url.isHttps() && !url.authority().isLoopback())
                .toList();
    }

    private static List<ClientUrl> added(EtcdSettings running, int port) {
        return hosts(running).stream()
                .map(host -> ClientUrl.parse("http://" + new Authority(host, port)))
                .toList();
    }

    /** A wildcard cannot listen beside a loopback listener on the same port, and takes its place. */
    private static boolean isCovered(ClientUrl old, List<ClientUrl> added) {
        return !old.isHttps()
                && added.stream()
                        .map(ClientUrl::authority)
                        .anyMatch(address -> address.isWildcard()
                                && address.port() == old.authority().port());
    }

    /** Where clients reach it: a wildcard takes the port on every address, and loopback counts where there is nothing else. */
    private static List<String> hosts(EtcdSettings running) {
        List<Authority> clients = running.listenClientUrls().stream()
                .map(ClientUrl::authority)
                .distinct()
                .toList();
        Optional<Authority> wildcard =
                clients.stream().filter(Authority::isWildcard).findFirst();
        if (wildcard.isPresent()) {
            return List.of(wildcard.get().host());
        }
        boolean onlyLoopback = clients.stream().allMatch(Authority::isLoopback);
        return clients.stream()
                .filter(address -> onlyLoopback || !address.isLoopback())
                .map(Authority::host)
                .distinct()
                .toList();
    }
}
