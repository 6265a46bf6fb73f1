package dev.etcdtls.guard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.etcdtls.config.EtcdSettings;
import dev.etcdtls.inventory.Balancer;
import dev.etcdtls.inventory.Inventory;
import dev.etcdtls.model.Authority;
import dev.etcdtls.model.ErrorCode;
import dev.etcdtls.model.EtcdVersion;
import dev.etcdtls.model.HostName;
import dev.etcdtls.model.MemberId;
import dev.etcdtls.model.MemberName;
import dev.etcdtls.model.Problem;
import dev.etcdtls.observation.ClusterObservation;
import dev.etcdtls.observation.EtcdService;
import dev.etcdtls.observation.HostFacts;
import dev.etcdtls.observation.HostObservation;
import dev.etcdtls.observation.IssuerObservation;
import dev.etcdtls.observation.MemberObservation;
import dev.etcdtls.observation.MemberStatus;
import dev.etcdtls.observation.Sight;
import dev.etcdtls.observation.Socket;
import dev.etcdtls.plan.ObservedChanges;
import dev.etcdtls.plan.ObservedClusters;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PreflightTest {
    private static final Inventory INVENTORY = ObservedClusters.inventory(3);
    private static final ClusterObservation HEALTHY = ObservedClusters.plaintext(3);
    private static final IssuerObservation ISSUER =
            new IssuerObservation(List.of(), Duration.ZERO, Duration.ZERO, List.of());
    private static final Problem NO_ANSWER =
            new Problem(ErrorCode.MEMBER_UNREACHABLE, "members/m3", "m3 did not answer", "look at it");
    private static final Problem NO_HOST =
            new Problem(ErrorCode.HOST_UNREACHABLE, "hosts/m3", "m3 cannot be reached", "look at it");

    record Row(String name, ClusterObservation seen, IssuerObservation issuer, String... expected) {
        Row(String name, ClusterObservation seen, String... expected) {
            this(name, seen, ISSUER, expected);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    @Test
    void aHealthyPlaintextClusterPasses() {
        assertThat(Preflight.problems(INVENTORY, HEALTHY, ISSUER)).isEmpty();
    }

    /** Only a member behind a load balancer gets a listener for metrics. */
    @Test
    void aTakenMetricsPortIsToldWhereItIsNeeded() {
        ClusterObservation taken = ObservedChanges.sockets(HEALTHY, 1, listening(2381, "exporter/5"));
        Inventory balanced = ObservedClusters.balanced(INVENTORY, ObservedClusters.balancer(Balancer.Check.METRICS));

        assertThat(Preflight.problems(INVENTORY, taken, ISSUER)).isEmpty();
        assertThat(Preflight.problems(balanced, taken, ISSUER))
                .extracting(Problem::toString)
                .containsExactly(
                        "PORT_IN_USE at hosts/m1: port 2381 is in use by exporter/5, and the tool needs it (ports.metrics);"
                                + " free it, or name another port in the inventory");
    }

    /** As kubeadm sets it up: one more address on the same port is free. */
    @Test
    void aMetricsPortOfItsOwnOnLoopbackIsNotTaken() {
        ClusterObservation seen = ObservedChanges.setting(HEALTHY, 1, "listen-metrics-urls", "http://127.0.0.1:2381");
        Socket own = new Socket(
                Socket.State.LISTENING,
                Authority.parse("127.0.0.1:2381"),
                Authority.parse("0.0.0.0:1"),
                "etcd/1",
                "etcd.service");
        Inventory balanced = ObservedClusters.balanced(INVENTORY, ObservedClusters.balancer(Balancer.Check.METRICS));

        assertThat(Preflight.problems(balanced, ObservedChanges.sockets(seen, 1, own), ISSUER))
                .isEmpty();
        assertThat(Preflight.problems(balanced, ObservedChanges.sockets(HEALTHY, 1, own), ISSUER))
                .hasSize(1);
    }

    @ParameterizedTest
    @MethodSource({"ofMembers", "ofMembership", "ofVersions", "ofConfiguration", "ofHosts", "ofIssuer"})
    void refusesWithOneClearMessage(Row row) {
        assertThat(Preflight.problems(INVENTORY, row.seen(), row.issuer()))
                .extracting(Problem::toString)
                .containsExactly(row.expected());
    }

    static Stream<Row> ofMembers() {
        return Stream.of(
                new Row(
                        "a host cannot be reached",
                        ObservedChanges.unreachable(HEALTHY, 3, NO_HOST),
                        "HOST_UNREACHABLE at hosts/m3: m3 cannot be reached; look at it"),
                new Row(
                        "a unit has failed",
                        ObservedChanges.down(HEALTHY, 3, NO_ANSWER),
                        "MEMBER_DOWN at members/m3: member m3 does not run: etcd.service is failed; look at its log"
                                + " (journalctl -u etcd.service), start it, wait until it serves, then go on"),
                new Row(
                        "a member does not answer",
                        ObservedChanges.silent(HEALTHY, 3, NO_ANSWER),
                        "MEMBER_UNREACHABLE at members/m3: m3 did not answer; look at it"),
                new Row(
                        "a member knows no leader",
                        ObservedChanges.status(
                                HEALTHY,
                                3,
                                said -> status(
                                        said, Optional.empty(), said.raft().applied())),
                        "NO_LEADER at members/m3: member m3 answers and knows no leader; see that it reaches the peer URLs of"
                                + " the others, wait until it follows a leader, then go on"),
                new Row(
                        "a member is far behind",
                        ObservedChanges.status(
                                ObservedChanges.status(HEALTHY, 1, said -> status(said, said.leader(), 41_112)),
                                2,
                                said -> status(said, said.leader(), 41_000)),
                        "LAGGING_MEMBER at members/m3: member m3 is 40112 entries behind the others; wait until it has caught"
                                + " up, then go on"));
    }

    static Stream<Row> ofMembership() {
        return Stream.of(
                new Row(
                        "a learner",
                        ObservedChanges.member(HEALTHY, 3, member -> named(member, "m3", true)),
                        "LEARNER_PRESENT at members/m3: member m3 is a learner; promote it (etcdctl member promote a3) or"
                                + " remove it, then go on"),
                new Row(
                        "a learner that was never started",
                        ObservedClusters.plaintext(4).with(silent(unseated(ObservedClusters.plaintext(4), true))),
                        "LEARNER_PRESENT at members/m4: member m4 is a learner; promote it (etcdctl member promote a4) or"
                                + " remove it, then go on"),
                new Row(
                        "a member that was never started",
                        ObservedClusters.plaintext(4).with(silent(unseated(ObservedClusters.plaintext(4), false))),
                        "INVENTORY_INCOMPLETE at members/m4: no host of the inventory runs member m4 (a4); add its host with"
                                + " member: true to the inventory"),
                new Row(
                        "an alarm",
                        told(HEALTHY, List.of("NOSPACE m1"), List.of()),
                        "ALARM_RAISED at cluster: etcd has raised the alarm NOSPACE m1; remove its cause, then the alarm"
                                + " (etcdctl alarm disarm), then go on"),
                new Row(
                        "members disagree",
                        told(HEALTHY, List.of(), List.of("m1 has 3 members, m2 has 4")),
                        "MEMBERSHIP_DISAGREES at cluster: m1 has 3 members, m2 has 4; wait until a change of the membership has"
                                + " reached every member; when it stays, see whether they are one cluster"),
                new Row(
                        "a member that is called like a step",
                        ObservedChanges.member(HEALTHY, 3, member -> named(member, "consumers", false)),
                        "UNSUPPORTED_CLUSTER at members/consumers: member a3 is called consumers, as a step of its own is;"
                                + " give the member another name (etcd's flag name, one restart), then plan again"),
                new Row(
                        "two members of one name",
                        ObservedChanges.member(HEALTHY, 3, member -> named(member, "m2", false)),
                        "UNSUPPORTED_CLUSTER at members/m2: member a2 has the name m2, which another member has as well, or"
                                + " which only signs tell apart; give each member a name of its own (etcd's flag name, one"
                                + " restart), then plan again",
                        "UNSUPPORTED_CLUSTER at members/m2: member a3 has the name m2, which another member has as well, or"
                                + " which only signs tell apart; give each member a name of its own (etcd's flag name, one"
                                + " restart), then plan again"),
                new Row(
                        "a member without a host in the inventory",
                        ObservedClusters.plaintext(4).with(unseated(ObservedClusters.plaintext(4), false)),
                        "INVENTORY_INCOMPLETE at members/m4: no host of the inventory runs member m4 (a4); add its host with"
                                + " member: true to the inventory"));
    }

    static Stream<Row> ofVersions() {
        return Stream.of(
                new Row("3.3", ObservedClusters.plaintext(3, "3.3.25", 1), tooOld("m1"), tooOld("m2"), tooOld("m3")),
                new Row("3.8", withVersions("3.8.0", "3.8.0", "3.8.0"), tooNew("m1"), tooNew("m2"), tooNew("m3")),
                new Row(
                        "an upgrade half done",
                        withVersions("3.4.27", "3.5.16", "3.5.16"),
                        "UNSUPPORTED_CLUSTER at cluster: the members run different minor versions: m1 3.4.27, m2 3.5.16, m3"
                                + " 3.5.16; finish the upgrade of the cluster first"));
    }

    static Stream<Row> ofConfiguration() {
        String remedy = "; make it so with a restart of your own when that is fine, or take it back; then plan again";
        String foreign =
                "; a cluster with TLS of its own is not taken over yet; take the setting away with a restart of your"
                        + " own, then plan again";
        return Stream.of(
                new Row(
                        "files not in force",
                        ObservedChanges.pending(HEALTHY, 2, "quota-backend-bytes", "8589934592"),
                        "PENDING_CHANGES at hosts/m2: a restart would change quota-backend-bytes (member m2)" + remedy),
                new Row(
                        "a token not in force is not told",
                        ObservedChanges.pending(HEALTHY, 2, "initial-cluster-token", "hunter2"),
                        "PENDING_CHANGES at hosts/m2: a restart would change initial-cluster-token (member m2)"
                                + remedy),
                new Row(
                        "a unit not read again",
                        ObservedChanges.unit(
                                HEALTHY,
                                2,
                                unit -> new EtcdService.Unit(
                                        unit.name(),
                                        unit.activeState(),
                                        unit.invocationId(),
                                        true,
                                        unit.user(),
                                        unit.pid())),
                        "PENDING_CHANGES at hosts/m2: etcd.service was changed and systemd has not read it again (member m2)"
                                + remedy),
                new Row(
                        "another program on disk",
                        ObservedChanges.program(
                                HEALTHY,
                                2,
                                program -> new EtcdService.Program(
                                        program.executable(), EtcdVersion.parse("3.5.30"), true)),
                        "PENDING_CHANGES at hosts/m2: etcd 3.5.16 runs and a restart would start 3.5.30 (member m2)"
                                + remedy),
                new Row(
                        "the program was replaced",
                        ObservedChanges.program(
                                HEALTHY,
                                2,
                                program -> new EtcdService.Program(program.executable(), program.onDisk(), true)),
                        "PENDING_CHANGES at hosts/m2: /usr/bin/etcd was replaced since etcd was started (member m2)"
                                + remedy),
                new Row(
                        "TLS of somebody else",
                        ObservedChanges.setting(HEALTHY, 1, "cert-file", "/etc/ssl/etcd.pem"),
                        "UNSUPPORTED_CLUSTER at hosts/m1: member m1 runs with a cert-file that etcd-tls did not set"
                                + foreign),
                new Row(
                        "a discovery that is not in the file",
                        ObservedChanges.service(HEALTHY, 1, PreflightTest::withDiscovery),
                        "CONFIGURATION_CONFLICT at hosts/m1: member m1 runs with discovery, which does not stand in"
                                + " /etc/default/etcd and which etcd refuses beside initial-cluster; take it out of where it is"
                                + " given (systemctl cat etcd.service), then plan again"),
                new Row(
                        "generated certificates",
                        ObservedChanges.setting(HEALTHY, 1, "peer-auto-tls", "true"),
                        "UNSUPPORTED_CLUSTER at hosts/m1: member m1 runs with a peer-auto-tls that etcd-tls did not set"
                                + foreign),
                new Row(
                        "a name demanded of peers that excludes ours",
                        ObservedChanges.setting(HEALTHY, 1, "peer-cert-allowed-cn", "etcd"),
                        "UNSUPPORTED_CLUSTER at hosts/m1: member m1 runs with a peer-cert-allowed-cn that etcd-tls did not set"
                                + foreign));
    }

    static Stream<Row> ofHosts() {
        return Stream.of(
                new Row(
                        "a clock ahead",
                        ObservedChanges.clock(HEALTHY, 2, Duration.ofMinutes(4)),
                        "CLOCK_SKEW at hosts/m2: the clock of m2 is 240 s ahead of the issuer's; 30 s are allowed; set the clock"
                                + " right (is its time service running?), then go on"),
                new Row(
                        "a clock behind",
                        ObservedChanges.clock(HEALTHY, 2, Duration.ofSeconds(-31)),
                        "CLOCK_SKEW at hosts/m2: the clock of m2 is 31 s behind the issuer's; 30 s are allowed; set the clock"
                                + " right (is its time service running?), then go on"),
                new Row(
                        "no openssl",
                        ObservedChanges.tools(HEALTHY, 1, Set.of("curl", "ss", "tcpdump")),
                        "HOST_TOOL_MISSING at hosts/m1: openssl is not on the host, and it makes the key there; install"
                                + " openssl, or say keys: issuer-born in the inventory"),
                new Row(
                        "no tcpdump",
                        ObservedChanges.tools(HEALTHY, 1, Set.of("curl", "openssl", "ss")),
                        "HOST_TOOL_MISSING at hosts/m1: tcpdump is not on the host, and it shows which clients speak"
                                + " plaintext; install tcpdump"),
                new Row(
                        "no ss",
                        ObservedChanges.tools(HEALTHY, 1, Set.of("curl", "openssl", "tcpdump")),
                        "HOST_TOOL_MISSING at hosts/m1: ss is not on the host, and it shows who is connected; install"
                                + " iproute2"),
                new Row(
                        "a full disk",
                        ObservedChanges.free(HEALTHY, 1, 3 << 20),
                        "DISK_SPACE at hosts/m1: only 3 MiB are free where certificates and kept files go; 64 MiB are asked"
                                + " for; make room, then go on"),
                new Row(
                        "a database near its quota",
                        ObservedChanges.setting(HEALTHY, 1, "quota-backend-bytes", "1200000"),
                        "QUOTA_NEARLY_FULL at members/m1: the database of m1 has 1 MiB of a quota of 1 MiB; less than 80 % is"
                                + " asked for; compact and defragment, or raise quota-backend-bytes, then go on"),
                new Row(
                        "the rehearsal's port is taken",
                        ObservedChanges.sockets(HEALTHY, 1, listening(12_379, "nginx/9")),
                        "PORT_IN_USE at hosts/m1: port 12379 is in use by nginx/9, and the tool needs it (ports.rehearsal);"
                                + " free it, or name another port in the inventory"),
                new Row(
                        "the extra port is taken",
                        ObservedChanges.sockets(
                                ObservedClusters.plaintext(3, "3.4.23", 1), 1, listening(2378, "haproxy/7")),
                        "PORT_IN_USE at hosts/m1: port 2378 is in use by haproxy/7, and the tool needs it (ports.extra);"
                                + " free it, or name another port in the inventory"));
    }

    static Stream<Row> ofIssuer() {
        Problem token = new Problem(ErrorCode.ISSUER_TOKEN, "issuer", "permission denied", "look at the token");
        return Stream.of(
                new Row(
                        "the issuer's own reasons",
                        HEALTHY,
                        new IssuerObservation(List.of(), Duration.ZERO, Duration.ZERO, List.of(token)),
                        "ISSUER_TOKEN at issuer: permission denied; look at the token"),
                new Row(
                        "a lifetime that will be cut",
                        HEALTHY,
                        new IssuerObservation(List.of(), Duration.ofHours(24), Duration.ZERO, List.of()),
                        "TTL_CUT at issuer: a lifetime of 720h is wanted and the issuer grants at most 24h; raise the role's"
                                + " and the mount's max_ttl, or ask for less (issuer.ttl in the inventory)"));
    }

    private static EtcdService withDiscovery(EtcdService service) {
        EtcdSettings settings =
                service.running().with(new TreeMap<>(Map.of("discovery", "https://discovery.example/abc")));
        return new EtcdService(service.unit(), service.program(), service.style(), settings, settings, service.file());
    }

    private static MemberStatus status(MemberStatus said, Optional<MemberId> leader, long applied) {
        return new MemberStatus(
                said.version(),
                leader,
                new MemberStatus.Raft(said.raft().term(), applied, applied),
                said.database(),
                said.errors());
    }

    private static MemberObservation named(MemberObservation member, String name, boolean learner) {
        return new MemberObservation(
                member.id(), new MemberName(name), learner, member.host(), member.membership(), member.status());
    }

    private static MemberObservation silent(MemberObservation member) {
        return new MemberObservation(
                member.id(),
                member.name(),
                member.learner(),
                member.host(),
                member.membership(),
                new Sight.Unseen<>(new Problem(ErrorCode.MEMBER_UNREACHABLE, "members/m4", "no answer", "look at it")));
    }

    private static MemberObservation unseated(ClusterObservation seen, boolean learner) {
        MemberObservation fourth = seen.member(ObservedClusters.idOf(4)).orElseThrow();
        return new MemberObservation(
                fourth.id(), fourth.name(), learner, Optional.empty(), fourth.membership(), fourth.status());
    }

    private static ClusterObservation told(ClusterObservation seen, List<String> alarms, List<String> disagreements) {
        return new ClusterObservation(seen.at(), seen.cluster(), seen.members(), seen.hosts(), alarms, disagreements);
    }

    private static ClusterObservation withVersions(String... versions) {
        ClusterObservation seen = HEALTHY;
        for (int number = 1; number <= versions.length; number++) {
            EtcdVersion version = EtcdVersion.parse(versions[number - 1]);
            seen = ObservedChanges.status(
                    ObservedChanges.program(
                            seen, number, program -> new EtcdService.Program(program.executable(), version, false)),
                    number,
                    said -> new MemberStatus(version, said.leader(), said.raft(), said.database(), said.errors()));
        }
        return seen;
    }

    private static String tooOld(String member) {
        return "UNSUPPORTED_CLUSTER at members/" + member + ": member " + member
                + " runs etcd 3.3.25, and 3.3 and older are not supported yet; upgrade the cluster to 3.4.25 or later first";
    }

    private static String tooNew(String member) {
        return "UNSUPPORTED_CLUSTER at members/" + member + ": member " + member
                + " runs etcd 3.8.0, and 3.7 is the newest that is supported; use a release of etcd-tls that knows it";
    }

    private static Socket listening(int port, String process) {
        Authority address = new Authority("198.51.100.11", port);
        return new Socket(Socket.State.LISTENING, address, address, process, "");
    }

    static HostObservation without(HostFacts facts, String host) {
        return new HostObservation(
                new HostName(host),
                new Sight.Seen<>(new HostFacts(facts.machine(), Optional.empty(), List.of(), List.of())));
    }

    @Test
    void aHostWithoutEtcdIsNoMember() {
        ClusterObservation two = ObservedClusters.plaintext(2);
        HostFacts facts = HEALTHY.facts(ObservedClusters.hostOf(3)).orElseThrow();
        ClusterObservation seen = new ClusterObservation(
                two.at(),
                two.cluster(),
                two.members(),
                Stream.concat(two.hosts().stream(), Stream.of(without(facts, "m3")))
                        .toList(),
                List.of(),
                List.of());

        assertThat(Preflight.problems(INVENTORY, seen, ISSUER))
                .extracting(Problem::toString)
                .containsExactly(
                        "INVENTORY_INVALID at hosts/m3: the inventory says that m3 carries a member, and no etcd unit that"
                                + " can start was found there (a masked one cannot); say member: false for it, name the right host,"
                                + " or systemctl unmask the unit");
    }

    /** The next rehearsal stops what an interrupted one left behind. */
    @Test
    void aThrowAwayServerOfARehearsalTakesNoPort() {
        Authority address = new Authority("198.51.100.11", 12_379);
        Socket left = new Socket(Socket.State.LISTENING, address, address, "etcd/77", "etcd-tls-rehearsal-m1.service");

        assertThat(Preflight.problems(INVENTORY, ObservedChanges.sockets(HEALTHY, 1, left), ISSUER))
                .isEmpty();
    }

    @Test
    void nobodyAnswered() {
        ClusterObservation seen = new ClusterObservation(
                HEALTHY.at(), HEALTHY.cluster(), List.of(), HEALTHY.hosts(), List.of(), List.of());

        assertThat(Preflight.problems(INVENTORY, seen, ISSUER))
                .extracting(Problem::toString)
                .containsExactly(
                        "MEMBER_UNREACHABLE at cluster: no member of the cluster answered; see that the hosts with"
                                + " member: true are the right ones and that etcd runs there");
    }
}
