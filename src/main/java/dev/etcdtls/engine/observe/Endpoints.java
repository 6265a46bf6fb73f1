package dev.etcdtls.engine.observe;

import dev.etcdtls.config.EtcdSettings;
import dev.etcdtls.model.Authority;
import dev.etcdtls.model.ClientUrl;
import dev.etcdtls.model.HostName;
import dev.etcdtls.model.Scheme;
import dev.etcdtls.observation.ClusterObservation;
import dev.etcdtls.observation.EtcdService;
import dev.etcdtls.plan.Goal;
import dev.etcdtls.plan.Plan;
import dev.etcdtls.port.EtcdEndpoint;
import dev.etcdtls.port.EtcdPorts;
import dev.etcdtls.port.OperatorIdentity;
import dev.etcdtls.port.World;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The single place that says at which endpoint a member is asked now: from the listeners of its running process, never from memory.
 *
 * <p>https goes first, so that the tool's own connections are TLS as soon as the member speaks it and no census, of this run or of
 * another, takes them for a plaintext client: with an operator certificate over the API, without one by a program on the member's own host.
 */
public final class Endpoints {
    private final EtcdPorts etcd;
    private final OperatorIdentity operator;
    private final Scheme first;

    public Endpoints(EtcdPorts etcd, OperatorIdentity operator) {
        this(etcd, operator, Scheme.HTTPS);
    }

    private Endpoints(EtcdPorts etcd, OperatorIdentity operator, Scheme first) {
        this.etcd = etcd;
        this.operator = operator;
        this.first = first;
    }

    /** On the way back to plaintext http goes first, where it is served: what uses TLS then is not the tool. */
    public static Endpoints of(World world, Plan plan) {
        return new Endpoints(
                world.etcd(),
                world.run().operator(),
                plan.header().goal() instanceof Goal.RestingState ? Scheme.HTTP : Scheme.HTTPS);
    }

    /** Every way to ask the member on a host, the best first; none when its process has no settings, that is, does not run. */
    public List<Line> lines(HostName host, EtcdSettings running) {
        Optional<EtcdEndpoint> https = find(host, running, Scheme.HTTPS);
        List<Line> lines = new ArrayList<>();
        if (operator.load().isPresent()) {
            https.ifPresent(endpoint -> lines.add(new Line(endpoint, etcd.api())));
        }
        https.ifPresent(endpoint -> lines.add(new Line(endpoint, etcd.onHost())));
        Optional<Line> http = find(host, running, Scheme.HTTP).map(endpoint -> new Line(endpoint, etcd.api()));
        http.ifPresent(line -> lines.add(first == Scheme.HTTP ? 0 : lines.size(), line));
        return List.copyOf(lines);
    }

    /** The best way for calls that change something, which only the API takes; by the listeners that an observation found. */
    public Optional<EtcdEndpoint> forApi(ClusterObservation seen, HostName host) {
        return seen.service(host).map(EtcdService::running).stream()
                .flatMap(running -> api(host, running).stream())
                .findFirst();
    }

    /** Whether every member that runs on a known host takes calls that change something. */
    public boolean reachEveryMember(ClusterObservation seen) {
        return seen.members().stream()
                .flatMap(member -> member.host().stream())
                .allMatch(host -> forApi(seen, host).isPresent());
    }

    private List<EtcdEndpoint> api(HostName host, EtcdSettings running) {
        List<EtcdEndpoint> endpoints = new ArrayList<>();
        if (operator.load().isPresent()) {
            find(host, running, Scheme.HTTPS).ifPresent(endpoints::add);
        }
        find(host, running, Scheme.HTTP)
                .ifPresent(http -> endpoints.add(first == Scheme.HTTP ? 0 : endpoints.size(), http));
        return endpoints;
    }

    /** The endpoint of a scheme that a running process listens on, if any: one that other hosts reach before a loopback one. */
    public static Optional<EtcdEndpoint> find(HostName host, EtcdSettings running, Scheme scheme) {
        return dialable(running).stream()
                .filter(url -> url.scheme() == scheme)
                .findFirst()
                .map(url -> new EtcdEndpoint(host, url));
    }

    /** The client URLs that a running process listens on, wildcards replaced by an address of the member, loopback last. */
    public static List<ClientUrl> dialable(EtcdSettings running) {
        if (running.values().isEmpty()) {
            return List.of();
        }
        return running.listenClientUrls().stream()
                .map(url -> new ClientUrl(url.scheme(), concrete(url.authority(), running)))
                .distinct()
                .sorted(Comparator.comparing(url -> url.authority().isLoopback()))
                .toList();
    }

    /** The address itself, or for a wildcard the host that the member advertises; through SSH a loopback address does as well. */
    private static Authority concrete(Authority listened, EtcdSettings running) {
        if (!listened.isWildcard()) {
            return listened;
        }
        String host = Stream.concat(
                        running.advertiseClientUrls().stream().map(ClientUrl::authority),
                        running.listenPeerUrls().stream().map(url -> url.authority()))
                .filter(authority -> !authority.isLoopback() && !authority.isWildcard())
                .map(Authority::host)
                .findFirst()
                .orElse("127.0.0.1");
        return new Authority(host, listened.port());
    }
}
