package dev.etcdtls.lab;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The load balancer: HAProxy before the members (port 2379) and the apiservers (port 6443). It stands for one that
 * nobody can log in to: the inventory does not name its host, and only its owner, which is the lab, changes its check.
 */
public final class Balancer {
    private static final String CONFIGURATION = "/etc/haproxy/haproxy.cfg";
    private static final Duration LIMIT = Duration.ofMinutes(1);

    private final LabHost host;
    private final Map<String, String> members;
    private final Map<String, String> apiservers;

    /** @param hosts all hosts of the lab */
    Balancer(LabHost host, List<LabHost> hosts) {
        this.host = host;
        this.members = addresses(hosts, HostRole.MEMBER);
        this.apiservers = addresses(hosts, HostRole.APISERVER);
    }

    /** Starts HAProxy; what is behind it may come later. */
    void start(BalancerChoice check) {
        put(check);
        host.script("systemctl enable --quiet --now haproxy.service");
    }

    /** Returns when it takes every server for healthy. */
    void awaitAllUp() {
        if (!Deadline.in(LIMIT).await(() -> states().values().stream().allMatch("UP"::equals))) {
            throw new LabException("the load balancer on %s sees %s after %s".formatted(host.name(), states(), LIMIT));
        }
    }

    /** Changes how it asks the members for their health, as its owner would; connections stay. */
    public void check(BalancerChoice check) {
        put(check);
        host.script("haproxy -c -q -f " + CONFIGURATION + "; systemctl reload haproxy.service");
    }

    /** {@code UP} or {@code DOWN} of each server, by a name such as {@code etcd/m1} or {@code kubernetes/a1}. */
    public Map<String, String> states() {
        return BalancerTexts.states(host.script("curl -sf '" + BalancerTexts.STATISTICS + "'")
                .stdout()
                .lines()
                .toList());
    }

    private void put(BalancerChoice check) {
        String text = BalancerTexts.configuration(check, members, apiservers);
        host.put(List.of(new HostFile(CONFIGURATION, 0644, text)));
    }

    private static Map<String, String> addresses(List<LabHost> hosts, HostRole role) {
        Map<String, String> addresses = new TreeMap<>();
        hosts.stream().filter(host -> host.role() == role).forEach(host -> addresses.put(host.name(), host.address()));
        return addresses;
    }
}
