package dev.etcdtls.lab;

import com.github.dockerjava.api.DockerClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;

/**
 * A running lab. It outlives the process that has started it: {@link #attach} finds it again. One lab at a time on a
 * machine.
 */
public final class Lab implements AutoCloseable {
    private static final Duration EXEC_LIMIT = Duration.ofMinutes(2);

    private final String name;
    private final LabDirectory directory;
    private final DockerClient client;
    private final List<LabHost> hosts;
    private final Origin origin;

    Lab(String name, LabDirectory directory, DockerClient client, List<LabHost> hosts, Origin origin) {
        this.name = name;
        this.directory = directory;
        this.client = client;
        this.hosts = List.copyOf(hosts);
        this.origin = origin;
    }

    /** Starts a lab; tells its progress on stderr. Throws {@link LabException} and leaves nothing if it cannot start. */
    public static Lab start(LabOptions options) {
        return new LabStart(options, Checkout.find(), Progress.onStderr()).start();
    }

    /** The lab of that name, which must be up. {@link #close} leaves an attached lab as it is. */
    public static Lab attach(String name) {
        DockerClient client =
                Engine.answering().orElseThrow(() -> new LabException("no docker engine answers: no lab is up"));
        LabRemains remains = new LabRemains(client);
        SortedMap<String, Path> labs = remains.labs();
        Path folder = labs.get(name);
        if (folder == null) {
            throw new LabException("no lab '%s' is up; up: %s".formatted(name, labs.keySet()));
        }
        return new Lab(name, new LabDirectory(folder), client, remains.hosts(name), Origin.ATTACHED);
    }

    /** Names and folders of the labs that are up: none or one. */
    public static SortedMap<String, Path> up() {
        return Engine.answering()
                .map(client -> new LabRemains(client).labs())
                .orElseGet(java.util.Collections::emptySortedMap);
    }

    public String name() {
        return name;
    }

    /** The folder with inventory, SSH key, known hosts and the rest (src/lab/README.md lists it). */
    public Path directory() {
        return directory.path();
    }

    /** All hosts: members first, then the others. */
    public List<LabHost> hosts() {
        return hosts;
    }

    /** The host of that name. */
    public LabHost host(String wanted) {
        return hosts.stream()
                .filter(host -> host.name().equals(wanted))
                .findFirst()
                .orElseThrow(() -> new LabException("lab '%s' has no host %s, only %s"
                        .formatted(
                                name, wanted, hosts.stream().map(LabHost::name).toList())));
    }

    /** The members' addresses, m1 first. */
    public List<String> memberAddresses() {
        return with(HostRole.MEMBER).stream().map(LabHost::address).toList();
    }

    /** The independent workload; the lab must have been started with it. */
    public Workload workload() {
        return new Workload(only(HostRole.WORKLOAD, "--workload"));
    }

    /** The load on the apiservers; the lab must have been started with at least one. */
    public ApiLoad apiLoad() {
        return new ApiLoad(only(HostRole.API_LOAD, "--apiservers"));
    }

    /** The apiservers, a1 first. */
    public List<KubeApiserver> apiservers() {
        return with(HostRole.APISERVER).stream().map(KubeApiserver::new).toList();
    }

    /** The flannel nodes, n1 first. */
    public List<FlannelNode> flannelNodes() {
        return with(HostRole.NODE).stream().map(FlannelNode::new).toList();
    }

    /** The traffic between the flannel nodes. */
    public PodTraffic podTraffic() {
        return new PodTraffic(with(HostRole.NODE));
    }

    /** The load balancer; the lab must have been started with it. */
    public Balancer balancer() {
        return new Balancer(only(HostRole.BALANCER, "--load-balancer"), hosts);
    }

    /** Clients that nobody has declared, on any host; nothing of them runs until they are started. */
    public PlaintextStrangers strangers(String host) {
        return new PlaintextStrangers(host(host));
    }

    /** Runs a command as root on a host, at most two minutes. */
    public ExecResult exec(String host, String... command) {
        return host(host).exec(EXEC_LIMIT, List.of(command));
    }

    /** Ends the lab and removes all of it: containers, network, its files; the engine too if the lab had started it. */
    public void down() {
        down(Progress.onStderr());
    }

    void down(Progress progress) {
        try (LabLock _ = LabLock.take(Cache.ofUser(), "down " + name)) {
            progress.say("taking down lab " + name);
            new LabRemains(client).remove(name);
            directory.remove();
            Engine.stopIfOwnAndEmpty(client, progress);
            progress.say("lab " + name + " is gone");
        }
    }

    /** Ends the lab if this object has started it. */
    @Override
    public void close() {
        if (origin == Origin.STARTED) {
            down();
        }
    }

    private List<LabHost> with(HostRole role) {
        return hosts.stream().filter(host -> host.role() == role).toList();
    }

    private LabHost only(HostRole role, String option) {
        return with(role).stream()
                .findFirst()
                .orElseThrow(() -> new LabException("lab '%s' has no host of the role %s; start one with %s"
                        .formatted(name, role.name().toLowerCase(Locale.ROOT), option)));
    }

    /** How this object has come to its lab. */
    enum Origin {
        STARTED,
        ATTACHED
    }
}
