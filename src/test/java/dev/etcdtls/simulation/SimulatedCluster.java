package dev.etcdtls.simulation;

import dev.etcdtls.inventory.ConsumerEntry;
import dev.etcdtls.inventory.Inventory;
import dev.etcdtls.model.Authority;
import dev.etcdtls.model.ClientUrl;
import dev.etcdtls.model.ClusterName;
import dev.etcdtls.model.EtcdVersion;
import dev.etcdtls.model.HostName;
import dev.etcdtls.model.MemberId;
import dev.etcdtls.model.MemberName;
import dev.etcdtls.model.PeerUrl;
import dev.etcdtls.model.Problem;
import dev.etcdtls.model.RunId;
import dev.etcdtls.port.ConsumerPorts;
import dev.etcdtls.port.EtcdPorts;
import dev.etcdtls.port.HostPorts;
import dev.etcdtls.port.World;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;

/**
 * A plaintext etcd cluster in memory with members m1, m2, … on hosts of the same names at 198.51.100.11, .12, …, m1 leading. Each call of
 * {@link #world()} starts a tool on it; {@link #faults()} makes the world difficult.
 */
public final class SimulatedCluster {
    public static final ClusterName NAME = new ClusterName("c1");

    final SimulatedClock clock = new SimulatedClock();
    final SimulatedNetwork network = new SimulatedNetwork(clock);
    final SimulatedRun run = new SimulatedRun(new RunId("c1-20260301T120000Z"));
    final List<String> effects = new ArrayList<>();
    final Map<Integer, Runnable> events = new HashMap<>();
    final List<SimulatedClient> clients = new ArrayList<>();
    final SimulatedUnits units = new SimulatedUnits(clock);
    final ProbeAnswers probes = new ProbeAnswers();
    final List<SimulatedConsumer> consumers = new ArrayList<>();
    Optional<RunId> lockHolder = Optional.empty();
    Optional<Problem> issuerTrouble = Optional.empty();
    Duration issuerClockOffset = Duration.ZERO;
    boolean losesNextWrite;
    boolean clientsGoBack;
    SimulatedTool.Fate nextFate = SimulatedTool.Fate.LIVES;
    final Laws laws = new Laws(this);
    private final Map<HostName, SimulatedHost> hosts = new LinkedHashMap<>();
    private Optional<SimulatedTool> tool = Optional.empty();

    /** A cluster of etcd 3.5.16. */
    public SimulatedCluster(int members) {
        this(members, "3.5.16");
    }

    public SimulatedCluster(int members, String version) {
        for (int number = 1; number <= members; number++) {
            HostName name = new HostName("m" + number);
            String configuration = PlaintextConfiguration.of(number, members);
            SimulatedHost host = new SimulatedHost(name, address(number), EtcdVersion.parse(version), configuration);
            SimulatedMember member =
                    new SimulatedMember(new MemberId(0xA0L + number), new MemberName(name.value()), host);
            hosts.put(name, host);
            network.members.put(member.id, member);
            network.raft.peerUrls.put(member.id, List.of(PeerUrl.parse("http://" + host.address + ":2380")));
            start(member);
        }
        network.settle();
        clock.advance(SimulatedNetwork.START);
        network.settle();
    }

    static String address(int number) {
        return "198.51.100." + (10 + number);
    }

    /** The world of a new tool process on the same run. The one before, if any, is not touched: kill it first. */
    public synchronized World world() {
        SimulatedTool started = new SimulatedTool(this, nextFate);
        nextFate = SimulatedTool.Fate.LIVES;
        tool = Optional.of(started);
        FilesPort files = new FilesPort(this, started);
        RehearsalPort dials = new RehearsalPort(this, started);
        return new World(
                new HostPorts(
                        new LookPort(this, started),
                        files,
                        new ServicesPort(this, started),
                        files,
                        dials,
                        dials,
                        new DeadManPort(this, started),
                        new ConsumerPorts(new ConsumerLookPort(this, started), new ConsumerProbePort(this, started))),
                new EtcdPorts(
                        new ApiPort(this, started),
                        new ReadsPort(this, started, ReadsPort.Identity.MEMBER_ON_HOST),
                        new ProberPort(this, started),
                        new CensusPort(this, started),
                        new LockPort(this, started)),
                new SimulatedIssuer(this, started),
                run.ports(started),
                clock);
    }

    /** A run of its own begins: nothing is left of the one before but what it did to the world. */
    public synchronized void newRun() {
        run.forget();
        lockHolder = Optional.empty();
    }

    /** A machine that carries no member. */
    void addHost(HostName name, String version) {
        hosts.put(name, new SimulatedHost(name, address(40 + hosts.size()), EtcdVersion.parse(version), ""));
    }

    /** The tool that was started last. */
    public synchronized SimulatedTool tool() {
        return tool.orElseThrow(() -> new IllegalStateException("no tool was started"));
    }

    /** What was promised, and whether it was kept so far. */
    public Laws laws() {
        return laws;
    }

    Instant now() {
        return clock.now();
    }

    public SimulatedRun run() {
        return run;
    }

    /** Everything that tools changed, in order, in words: {@code m1: restart etcd.service}. */
    public synchronized List<String> effects() {
        return List.copyOf(effects);
    }

    synchronized void forgetEffects() {
        effects.clear();
    }

    /** How often a member was started since the cluster began to live. */
    public synchronized int restarts(String host) {
        return host(new HostName(host)).starts - 1;
    }

    public synchronized Faults faults() {
        return new Faults(this);
    }

    /** The state of the world for comparisons: files, settings in force, URLs, client URLs; nothing that differs between two runs. */
    public synchronized SortedMap<String, String> endState() {
        network.settle();
        return WorldInWords.of(this);
    }

    /** The inventory that names every member's host, without consumers. */
    public Inventory inventory() {
        return inventory(List.of());
    }

    public Inventory inventory(List<ConsumerEntry> consumers) {
        return PlainInventory.of(this, consumers);
    }

    SimulatedHost host(HostName name) {
        SimulatedHost host = hosts.get(name);
        if (host == null) {
            throw new IllegalArgumentException("no host is called " + name);
        }
        return host;
    }

    Optional<SimulatedMember> memberOn(HostName host) {
        return network.members.values().stream()
                .filter(member -> member.host.name.equals(host))
                .findFirst();
    }

    /** The member on the host that has the address. */
    Optional<SimulatedMember> memberAt(Authority address) {
        return network.members.values().stream()
                .filter(member -> member.host.address.equals(address.host()))
                .findFirst();
    }

    List<SimulatedMember> members() {
        return List.copyOf(network.members.values());
    }

    List<HostName> hostNames() {
        return List.copyOf(hosts.keySet());
    }

    void restart(SimulatedMember member) {
        stop(member);
        start(member);
    }

    /** A restart by a tool, under the eyes of the laws. */
    void restartWatched(SimulatedMember member) {
        boolean plaintext = member.process.isPresent() && ClientLaw.servesPlaintext(member);
        Set<ClientUrl> tls = member.process.isPresent() ? ClientLaw.tlsListeners(member) : Set.of();
        laws.beforeStop(member);
        stop(member);
        laws.whileDown(member);
        start(member);
        laws.afterStart(member, plaintext);
        laws.afterWithdrawal(member, tls);
    }

    void stop(SimulatedMember member) {
        member.process = Optional.empty();
        member.ready = false;
        network.settle();
    }

    /** Starts a process with what the files say now; one that cannot start leaves a failed unit and a line in the journal. */
    void start(SimulatedMember member) {
        SimulatedHost host = member.host;
        host.starts++;
        host.needsDaemonReload = false;
        host.programReplaced = false;
        Optional<String> failure = new StartCheck(host, host.onNextStart()).failure();
        host.nextStartFails = false;
        host.log = failure.map(why -> "etcd: " + why).orElse("etcd: started");
        member.failed = failure.isPresent();
        if (failure.isEmpty()) {
            member.process = Optional.of(member.processNow(clock.now()));
        }
        network.settle();
    }

    /** What happens on hosts by itself when its time has come, whether a tool lives or not. */
    void timePasses() {
        hosts.values().forEach(host -> host.deadMan.ifPresent(SimulatedSwitch::fireIfDue));
        network.settle();
    }
}
