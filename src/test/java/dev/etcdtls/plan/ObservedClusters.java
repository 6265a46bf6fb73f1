package dev.etcdtls.plan;

import dev.etcdtls.config.ConfigStyle;
import dev.etcdtls.config.EtcdSettings;
import dev.etcdtls.inventory.Balancer;
import dev.etcdtls.inventory.CensusTimes;
import dev.etcdtls.inventory.Clients;
import dev.etcdtls.inventory.HostEntry;
import dev.etcdtls.inventory.Inventory;
import dev.etcdtls.inventory.IssuerSettings;
import dev.etcdtls.inventory.Ports;
import dev.etcdtls.inventory.Reach;
import dev.etcdtls.inventory.SshAddress;
import dev.etcdtls.model.Authority;
import dev.etcdtls.model.BalancerName;
import dev.etcdtls.model.ClientUrl;
import dev.etcdtls.model.ClusterName;
import dev.etcdtls.model.Digest;
import dev.etcdtls.model.EtcdClusterId;
import dev.etcdtls.model.EtcdVersion;
import dev.etcdtls.model.FilePath;
import dev.etcdtls.model.HostName;
import dev.etcdtls.model.MemberId;
import dev.etcdtls.model.MemberName;
import dev.etcdtls.model.PeerUrl;
import dev.etcdtls.model.ServiceUser;
import dev.etcdtls.model.UnitName;
import dev.etcdtls.observation.ClusterObservation;
import dev.etcdtls.observation.EtcdService;
import dev.etcdtls.observation.HostFacts;
import dev.etcdtls.observation.HostObservation;
import dev.etcdtls.observation.MemberObservation;
import dev.etcdtls.observation.MemberObservation.Membership;
import dev.etcdtls.observation.MemberStatus;
import dev.etcdtls.observation.Sight;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * Plaintext clusters as they are observed: members m1, m2, … on hosts of the same names at 198.51.100.11, .12, …, on Debian's environment
 * file. Not final states: tests lay {@link ObservedChanges} over them.
 */
public final class ObservedClusters {
    public static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    public static final FilePath FILE = new FilePath("/etc/default/etcd");
    public static final ServiceUser ETCD = new ServiceUser("etcd", "etcd");

    private ObservedClusters() {}

    /** A healthy cluster of etcd 3.5.16; m1 leads. */
    public static ClusterObservation plaintext(int members) {
        return plaintext(members, "3.5.16", 1);
    }

    /** @param leader its number, from 1 */
    public static ClusterObservation plaintext(int members, String version, int leader) {
        List<MemberObservation> all = new ArrayList<>();
        List<HostObservation> hosts = new ArrayList<>();
        for (int number = 1; number <= members; number++) {
            all.add(member(number, version, leader));
            hosts.add(host(number, members, version));
        }
        return new ClusterObservation(NOW, new EtcdClusterId(0xC1), all, hosts, List.of(), List.of());
    }

    public static Inventory inventory(int members) {
        List<HostEntry> hosts = IntStream.rangeClosed(1, members)
                .mapToObj(number -> new HostEntry(hostOf(number), SshAddress.parse("ops@" + address(number)), true))
                .toList();
        return new Inventory(
                new ClusterName("c1"),
                hosts,
                new IssuerSettings.Local(Duration.ofHours(720), IssuerSettings.KeyOrigin.HOST_BORN),
                List.of(),
                new Inventory.Names(List.of("etcd.example"), List.of()),
                new Inventory.Tuning(Reach.SSH, Ports.DEFAULT, CensusTimes.DEFAULT));
    }

    public static HostName hostOf(int number) {
        return new HostName("m" + number);
    }

    public static MemberId idOf(int number) {
        return new MemberId(0xA0L + number);
    }

    public static String address(int number) {
        return "198.51.100." + (10 + number);
    }

    /** The settings as a Debian environment file. */
    public static String file(EtcdSettings settings) {
        StringBuilder text = new StringBuilder("## etcd(1) daemon options\n");
        settings.values()
                .forEach((flag, value) -> text.append("ETCD_")
                        .append(flag.toUpperCase(Locale.ROOT).replace('-', '_'))
                        .append("=\"")
                        .append(value)
                        .append("\"\n"));
        return text.toString();
    }

    private static MemberObservation member(int number, String version, int leader) {
        return new MemberObservation(
                idOf(number),
                new MemberName("m" + number),
                false,
                Optional.of(hostOf(number)),
                new Membership(
                        List.of(PeerUrl.parse("http://" + address(number) + ":2380")),
                        List.of(ClientUrl.parse("http://" + address(number) + ":2379"))),
                new Sight.Seen<>(new MemberStatus(
                        EtcdVersion.parse(version),
                        Optional.of(idOf(leader)),
                        new MemberStatus.Raft(7, 1_000, 1_000),
                        new MemberStatus.Database(1 << 20, 1 << 19),
                        List.of())));
    }

    private static HostObservation host(int number, int members, String version) {
        EtcdSettings settings = settings(number, members);
        EtcdService service = new EtcdService(
                new EtcdService.Unit(new UnitName("etcd.service"), "active", "start-1", false, ETCD, 400 + number),
                new EtcdService.Program("/usr/bin/etcd", EtcdVersion.parse(version), false),
                new ConfigStyle.EnvironmentFile(FILE),
                settings,
                settings,
                new EtcdService.ConfigFile(file(settings), new ServiceUser("root", "root"), "644"));
        HostFacts.Machine machine = new HostFacts.Machine(
                Digest.of("host key of m" + number),
                Duration.ZERO,
                new TreeSet<>(Set.of(address(number))),
                Set.of("curl", "openssl", "ss", "tcpdump"),
                10L << 30);
        return new HostObservation(
                hostOf(number), new Sight.Seen<>(new HostFacts(machine, Optional.of(service), List.of(), List.of())));
    }

    private static EtcdSettings settings(int number, int members) {
        SortedMap<String, String> values = new TreeMap<>();
        values.put("name", "m" + number);
        values.put("data-dir", "/var/lib/etcd/default");
        values.put("listen-peer-urls", "http://" + address(number) + ":2380");
        values.put("listen-client-urls", "http://" + address(number) + ":2379,http://127.0.0.1:2379");
        values.put("advertise-client-urls", "http://" + address(number) + ":2379");
        values.put("initial-advertise-peer-urls", "http://" + address(number) + ":2380");
        values.put(
                "initial-cluster",
                String.join(
                        ",",
                        IntStream.rangeClosed(1, members)
                                .mapToObj(other -> "m" + other + "=http://" + address(other) + ":2380")
                                .toList()));
        values.put("initial-cluster-state", "new");
        values.put("initial-cluster-token", "secret-token");
        return new EtcdSettings(values);
    }

    /** An inventory whose loopback listeners stay plaintext on purpose. */
    public static Inventory keeping(Inventory inventory, String... listeners) {
        return new Inventory(
                inventory.cluster(),
                inventory.hosts(),
                inventory.issuer(),
                inventory.consumers(),
                new Inventory.Names(
                        inventory.names().client(),
                        List.of(listeners).stream().map(Authority::parse).toList()),
                inventory.tuning());
    }

    /** An inventory with load balancers before the members. */
    public static Inventory balanced(Inventory inventory, Balancer... balancers) {
        Inventory.Tuning tuning = inventory.tuning();
        Clients clients =
                new Clients(tuning.clients().flannel(), tuning.clients().kubernetes(), List.of(balancers));
        return new Inventory(
                inventory.cluster(),
                inventory.hosts(),
                inventory.issuer(),
                inventory.consumers(),
                inventory.names(),
                new Inventory.Tuning(tuning.reach(), tuning.ports(), tuning.census(), clients));
    }

    /** A load balancer at 198.51.100.8. */
    public static Balancer balancer(Balancer.Check check) {
        return new Balancer(new BalancerName("lb"), List.of("198.51.100.8"), check);
    }
}
