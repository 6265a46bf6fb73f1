package dev.etcdtls.simulation;

import dev.etcdtls.config.EnvironmentText;
import dev.etcdtls.config.VariablePrefix;
import dev.etcdtls.model.Authority;
import dev.etcdtls.model.ErrorCode;
import dev.etcdtls.model.EtcdVersion;
import dev.etcdtls.model.HostName;
import dev.etcdtls.model.Problem;
import dev.etcdtls.model.RunId;
import dev.etcdtls.observation.SwitchState;
import dev.etcdtls.port.HostFile;
import dev.etcdtls.simulation.SimulatedTool.Disturbance;
import dev.etcdtls.simulation.SimulatedTool.Fate;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** What can be wrong with the simulated world. Members and hosts go by their name, {@code m1}. Each takes effect at once. */
public final class Faults {
    private final SimulatedCluster cluster;

    Faults(SimulatedCluster cluster) {
        this.cluster = cluster;
    }

    /** The next tool dies just before its n-th boundary (an effect or a journal line), counted from 1. */
    public void killBefore(int boundary) {
        cluster.nextFate = new Fate(Disturbance.KILLED_BEFORE, boundary);
    }

    /** The next tool dies just after its n-th boundary. */
    public void killAfter(int boundary) {
        cluster.nextFate = new Fate(Disturbance.KILLED_AFTER, boundary);
    }

    /** The n-th boundary of the next tool, if it is an effect, happens, and the answer is lost. */
    public void loseAnswerOf(int boundary) {
        cluster.nextFate = new Fate(Disturbance.ANSWER_LOST, boundary);
    }

    /** What becomes of the next tool at its n-th boundary. */
    void disturb(Disturbance disturbance, int boundary) {
        cluster.nextFate = new Fate(disturbance, boundary);
    }

    /** Something happens in the world just after the n-th boundary of the next tool; the tool lives on. */
    public void at(int boundary, Runnable happens) {
        cluster.events.put(boundary, happens);
    }

    public boolean isDown(String member) {
        return member(member).process.isEmpty();
    }

    /** The member's process is gone and its unit failed. */
    public void down(String member) {
        SimulatedMember found = member(member);
        cluster.stop(found);
        found.failed = true;
    }

    /** It is started again with what its files say. */
    public void up(String member) {
        cluster.start(member(member));
    }

    /** Somebody else restarts the member. */
    public void restart(String member) {
        cluster.restart(member(member));
    }

    public void unreachable(String host) {
        host(host).unreachable =
                Optional.of(Trouble.of(ErrorCode.HOST_UNREACHABLE, "hosts/" + host, "no answer on port 22"));
    }

    public void reachable(String host) {
        host(host).unreachable = Optional.empty();
    }

    /** The machine has no power: its member is gone, nobody reaches it, and nothing of its own happens on it. */
    public void off(String host) {
        host(host).off = true;
        down(host);
        unreachable(host);
    }

    /** It boots. */
    public void on(String host) {
        host(host).off = false;
        reachable(host);
        up(host);
    }

    public void learner(String member) {
        member(member).learner = true;
    }

    /** For example {@code NOSPACE}. */
    public void alarm(String kind, String member) {
        cluster.network.raft.alarms.add(kind + " " + member(member).id);
    }

    public void clockOffset(String host, Duration offset) {
        host(host).clockOffset = offset;
    }

    public void issuerClockOffset(Duration offset) {
        cluster.issuerClockOffset = offset;
    }

    public void issuerTrouble(Problem problem) {
        cluster.issuerTrouble = Optional.of(problem);
    }

    public void issuerWell() {
        cluster.issuerTrouble = Optional.empty();
    }

    public void leader(String member) {
        cluster.network.raft.lead(Optional.of(member(member).id));
    }

    /** The member's applied index stays behind by so many entries. */
    public void lag(String member, long entries) {
        member(member).lag = entries;
    }

    /** The member's data is not the others'. */
    public void diverge(String member) {
        member(member).divergence = 1;
    }

    /** A setting on disk that the process does not run with. */
    public void pending(String host, String flag, String value) {
        SimulatedHost found = host(host);
        String text =
                EnvironmentText.edit(found.configuration(), VariablePrefix.ETCD, new TreeMap<>(Map.of(flag, value)));
        found.files.write(SimulatedHost.CONFIGURATION.value(), new HostFile(text, SimulatedHost.ROOT, "644"));
    }

    public void needsDaemonReload(String host) {
        host(host).needsDaemonReload = true;
    }

    public void programReplaced(String host) {
        host(host).programReplaced = true;
    }

    /** The next start of the unit fails, once. */
    public void failNextStart(String host) {
        host(host).nextStartFails = true;
    }

    /** Another program listens there. */
    public void foreignPort(String host, int port) {
        host(host).foreignPorts.add(port);
    }

    public void tools(String host, Set<String> tools) {
        host(host).tools = Set.copyOf(tools);
    }

    /** The machine answers with another SSH host key. */
    public void hostKey(String host, String key) {
        host(host).hostKey = key;
    }

    /** Another version of etcd runs there, and lies on the disk. */
    public void version(String host, String version) {
        host(host).version = EtcdVersion.parse(version);
    }

    public void freeBytes(String host, long bytes) {
        host(host).freeBytes = bytes;
    }

    /** Another run holds the lock. */
    public void lockedBy(String run) {
        cluster.lockHolder = Optional.of(new RunId(run));
    }

    public void loseLock() {
        cluster.lockHolder = Optional.empty();
    }

    /** The next put is acknowledged and not stored. */
    public void loseNextWrite() {
        cluster.losesNextWrite = true;
    }

    /** Time goes by. */
    public void pass(Duration duration) {
        cluster.clock.advance(duration);
        cluster.network.settle();
        cluster.timePasses();
    }

    /** How far the dead-man switch of a host is; empty when there is none. */
    public Optional<SwitchState> deadManSwitch(String host) {
        return host(host).deadMan.map(SimulatedSwitch::state);
    }

    /** A client that speaks plaintext to all members until it is moved. */
    public SimulatedClient client(String process, String unit, String where) {
        return add(process, unit, where, false);
    }

    /** A client that moves itself to TLS once a census has seen it. */
    public SimulatedClient selfMovingClient(String process, String unit, String where) {
        return add(process, unit, where, true);
    }

    /** Clients that move by themselves move back to plaintext from now on, once a census has seen them. */
    public void clientsGoBack() {
        cluster.clientsGoBack = true;
    }

    /** The peer URLs of a member as somebody else set them. */
    public void peerUrls(String member, String... urls) {
        cluster.network.raft.peerUrls.put(
                member(member).id,
                java.util.Arrays.stream(urls)
                        .map(dev.etcdtls.model.PeerUrl::parse)
                        .sorted()
                        .toList());
    }

    private SimulatedClient add(String process, String unit, String where, boolean moves) {
        Authority remote = new Authority("203.0.113.9", 40_000 + cluster.clients.size());
        SimulatedClient client = new SimulatedClient(process, unit, where, remote, moves);
        cluster.clients.add(client);
        return client;
    }

    private SimulatedHost host(String name) {
        return cluster.host(new HostName(name));
    }

    private SimulatedMember member(String name) {
        return cluster.memberOn(new HostName(name)).orElseThrow();
    }
}
