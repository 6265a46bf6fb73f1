package dev.etcdtls.adapter.yaml;

import dev.etcdtls.inventory.CensusTimes;
import dev.etcdtls.inventory.Clients;
import dev.etcdtls.inventory.HostEntry;
import dev.etcdtls.inventory.Inventory;
import dev.etcdtls.inventory.IssuerSettings;
import dev.etcdtls.inventory.Ports;
import dev.etcdtls.inventory.Reach;
import dev.etcdtls.inventory.SshAddress;
import dev.etcdtls.model.Authority;
import dev.etcdtls.model.ClusterName;
import dev.etcdtls.model.ErrorCode;
import dev.etcdtls.model.HostName;
import dev.etcdtls.model.Problem;
import dev.etcdtls.model.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * Reads the inventory, strictly: an unknown key, a doubled key, an anchor, a value of the wrong type or grammar, a name that nothing has is
 * an {@code INVENTORY_INVALID} problem at {@code file:line:column}; all of them come in one {@link ProblemException}. Relative paths stay as
 * they are written. Nodes are checked by hand because a data binder coerces types and gives records no location.
 */
public final class InventoryReader {
    private static final List<String> KEYS = List.of(
            "cluster",
            "hosts",
            "reach",
            "issuer",
            "client-names",
            "consumers",
            "flannel",
            "kubernetes",
            "balancers",
            "keep-plaintext",
            "ports",
            "census");
    private static final List<String> HOST_KEYS = List.of("name", "ssh", "member");
    private static final List<String> PORT_KEYS = List.of("extra", "rehearsal", "metrics", "proxy");

    private final Complaints complaints;
    private final Set<HostName> names = new LinkedHashSet<>();

    private InventoryReader(Complaints complaints) {
        this.complaints = complaints;
    }

    /** Reads a file; that it cannot be read is a problem too. */
    public static Inventory read(Path file) {
        try {
            return read(Files.readString(file), file.toString());
        } catch (NoSuchFileException e) {
            throw new ProblemException(problem(file, "there is no such file", "write one with: etcd-tls init"), e);
        } catch (IOException e) {
            throw new ProblemException(
                    problem(file, "the file cannot be read as UTF-8 text", "check its owner, mode and encoding"), e);
        }
    }

    /** @param sourceName the file as the person calls it, for messages */
    public static Inventory read(String text, String sourceName) {
        Complaints complaints = new Complaints(sourceName);
        Node root = compose(text, complaints);
        Inventory inventory = new InventoryReader(complaints).inventory(root);
        complaints.throwIfAny();
        return inventory;
    }

    private static Node compose(String text, Complaints complaints) {
        LoadSettings settings = LoadSettings.builder()
                .setLabel("inventory")
                .setAllowDuplicateKeys(true)
                .build();
        try {
            return new Compose(settings).composeString(text).orElseThrow(() -> empty(complaints));
        } catch (MarkedYamlEngineException e) {
            complaints.at(e.getProblemMark(), "not YAML: " + e.getProblem(), "correct the line");
            complaints.throwIfAny();
            throw e;
        } catch (YamlEngineException e) {
            complaints.at(Optional.empty(), "not YAML: " + e.getMessage(), "correct the file");
            complaints.throwIfAny();
            throw e;
        }
    }

    private static ProblemException empty(Complaints complaints) {
        complaints.at(Optional.empty(), "the inventory is empty", "write one with: etcd-tls init");
        complaints.throwIfAny();
        throw new IllegalStateException("a complaint was made");
    }

    private Inventory inventory(Node root) {
        YamlSection top = new YamlSection(complaints, root, "the inventory", KEYS);
        ClusterName cluster = top.required("cluster", ClusterName::new).orElse(new ClusterName("unknown"));
        List<HostEntry> hosts = hosts(top);
        IssuerSettings issuer = new IssuerSection(complaints, cluster).read(top);
        Inventory.Names dialled =
                new Inventory.Names(top.texts("client-names", InventoryReader::clientName), keepPlaintext(top));
        Reach reach = top.word("reach", "ssh", List.of("ssh", "direct")).equals("ssh") ? Reach.SSH : Reach.DIRECT;
        return new Inventory(
                cluster,
                hosts,
                issuer,
                new ConsumerSection(complaints, names).read(top),
                dialled,
                new Inventory.Tuning(reach, ports(top), census(top), clients(top, cluster, issuer)));
    }

    private Clients clients(YamlSection top, ClusterName cluster, IssuerSettings issuer) {
        return new Clients(
                new FlannelSection(complaints).read(top),
                new KubernetesSection(complaints, cluster, issuer).read(top),
                new BalancerSection(complaints).read(top));
    }

    private List<HostEntry> hosts(YamlSection top) {
        if (!top.has("hosts")) {
            top.missing("hosts");
            return List.of();
        }
        int before = complaints.count();
        List<HostEntry> hosts = new ArrayList<>();
        Set<SshAddress> addresses = new HashSet<>();
        for (Node node : top.list("hosts")) {
            YamlSection section = new YamlSection(complaints, node, "a host", HOST_KEYS);
            Optional<HostName> name = section.required("name", HostName::new);
            Optional<SshAddress> ssh = section.required("ssh", SshAddress::parse);
            if (name.isPresent() && !names.add(name.get())) {
                complaints.at(
                        section.place("name"), "two hosts are called '" + name.get() + "'", "give each its own name");
            }
            if (ssh.isPresent() && !addresses.add(ssh.get())) {
                complaints.at(
                        section.place("ssh"), "two hosts have the address " + ssh.get(), "correct one of the two");
            }
            hosts.add(new HostEntry(
                    name.orElse(new HostName("unknown")),
                    ssh.orElse(new SshAddress("unknown", "unknown", 22)),
                    section.truth("member", false)));
        }
        // A host that could not be read may be the one that carries a member.
        if (complaints.count() == before && hosts.stream().noneMatch(HostEntry::member)) {
            complaints.at(top.place("hosts"), "no host carries a member", "mark the hosts of etcd with member: true");
        }
        return hosts;
    }

    static String clientName(String text) {
        if (!text.matches("[A-Za-z0-9]([A-Za-z0-9.-]{0,251}[A-Za-z0-9])?")) {
            throw new IllegalArgumentException("not a DNS name or address: '" + text + "'");
        }
        return text;
    }

    private List<Authority> keepPlaintext(YamlSection top) {
        return top.texts("keep-plaintext", text -> {
            Authority authority = Authority.parse(text);
            if (!authority.isLoopback()) {
                throw new IllegalArgumentException("only a loopback listener may stay plaintext, not " + text);
            }
            return authority;
        });
    }

    private Ports ports(YamlSection top) {
        if (!top.has("ports")) {
            return Ports.DEFAULT;
        }
        YamlSection section = new YamlSection(complaints, top.place("ports"), "ports", PORT_KEYS);
        int client = Ports.DEFAULT.rehearsalClient();
        int peer = Ports.DEFAULT.rehearsalPeer();
        List<Node> rehearsal = section.list("rehearsal");
        if (rehearsal.size() == 2) {
            client = section.port(rehearsal.getFirst(), "an element of rehearsal", client);
            peer = section.port(rehearsal.getLast(), "an element of rehearsal", peer);
        } else if (section.has("rehearsal")) {
            complaints.at(
                    section.place("rehearsal"), "rehearsal must have two ports", "write [client port, peer port]");
        }
        Ports ports = new Ports(
                section.port("extra", Ports.DEFAULT.extra()),
                client,
                peer,
                section.port("metrics", Ports.DEFAULT.metrics()),
                section.port("proxy", Ports.DEFAULT.proxy()));
        List<Integer> all =
                List.of(ports.extra(), ports.rehearsalClient(), ports.rehearsalPeer(), ports.metrics(), ports.proxy());
        if (all.stream().distinct().count() < all.size()) {
            complaints.at(
                    top.place("ports"), "two of the ports are the same: " + all, "give each purpose its own port");
        }
        return ports;
    }

    private CensusTimes census(YamlSection top) {
        if (!top.has("census")) {
            return CensusTimes.DEFAULT;
        }
        YamlSection section = new YamlSection(complaints, top.place("census"), "census", List.of("quiet", "wait"));
        CensusTimes times = new CensusTimes(
                section.duration("quiet", CensusTimes.DEFAULT.quiet()),
                section.duration("wait", CensusTimes.DEFAULT.longest()));
        if (times.longest().compareTo(times.quiet()) < 0) {
            complaints.at(
                    section.place("wait"), "wait is shorter than quiet", "wait at least as long as it must be quiet");
        }
        return times;
    }

    private static Problem problem(Path file, String summary, String nextAction) {
        return new Problem(ErrorCode.INVENTORY_INVALID, file.toString(), summary, nextAction);
    }
}
