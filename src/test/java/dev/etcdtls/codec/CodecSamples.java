package dev.etcdtls.codec;

import dev.etcdtls.certificate.CertificateFolder;
import dev.etcdtls.certificate.CertificateRequest;
import dev.etcdtls.certificate.Usage;
import dev.etcdtls.config.ConfigStyle;
import dev.etcdtls.config.VariablePrefix;
import dev.etcdtls.event.Event;
import dev.etcdtls.event.Health;
import dev.etcdtls.inventory.IssuerSettings.KeyOrigin;
import dev.etcdtls.journal.JournalEntry;
import dev.etcdtls.model.Authority;
import dev.etcdtls.model.ClientUrl;
import dev.etcdtls.model.ClusterName;
import dev.etcdtls.model.ConsumerName;
import dev.etcdtls.model.Digest;
import dev.etcdtls.model.ErrorCode;
import dev.etcdtls.model.EtcdClusterId;
import dev.etcdtls.model.EtcdVersion;
import dev.etcdtls.model.FilePath;
import dev.etcdtls.model.HostName;
import dev.etcdtls.model.MemberId;
import dev.etcdtls.model.MemberName;
import dev.etcdtls.model.PeerUrl;
import dev.etcdtls.model.Problem;
import dev.etcdtls.model.RunId;
import dev.etcdtls.model.ServiceUser;
import dev.etcdtls.model.UnitName;
import dev.etcdtls.plan.Baseline;
import dev.etcdtls.plan.Goal;
import dev.etcdtls.plan.Plan;
import dev.etcdtls.plan.PlanOptions;
import dev.etcdtls.plan.Strategy;
import dev.etcdtls.step.FileEdit;
import dev.etcdtls.step.Move;
import dev.etcdtls.step.MoveConsumers;
import dev.etcdtls.step.Phase;
import dev.etcdtls.step.RemoveCertificates;
import dev.etcdtls.step.RemoveConsumerCertificates;
import dev.etcdtls.step.Restoration;
import dev.etcdtls.step.RevertAccept;
import dev.etcdtls.step.RevertEnforce;
import dev.etcdtls.step.StageConsumerCertificates;
import dev.etcdtls.step.Step;
import dev.etcdtls.step.StepId;
import dev.etcdtls.step.TakeTlsCensus;
import dev.etcdtls.step.Target;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** One sample of each kind that the codec writes. */
final class CodecSamples {
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00.123Z");
    private static final Digest DIGEST = Digest.of("anything");
    private static final HostName M1 = new HostName("m1");
    private static final ServiceUser ETCD = new ServiceUser("etcd", "etcd");
    private static final StepId STEP = new StepId("accept/m1");
    private static final List<Problem> PROBLEMS =
            List.of(new Problem(ErrorCode.MEMBER_DOWN, "members/m1", "m1 is \"down\"", "look"));
    private static final Target TARGET = new Target(
            new MemberName("m1"),
            new MemberId(-2),
            M1,
            new UnitName("etcd.service"),
            ETCD,
            new Authority("10.77.0.11", 2379));
    private static final FileEdit EDIT = new FileEdit(
            new ConfigStyle.EnvironmentFile(new FilePath("/etc/default/etcd")),
            new TreeMap<>(Map.of("client-cert-auth", "true", "proxy", "")),
            DIGEST,
            Digest.of("after"),
            "@@ -1 +1 @@\n-a\n+b\n");
    private static final CertificateRequest REQUEST = new CertificateRequest(
            "m1.c1.etcd",
            new TreeSet<>(Set.of("localhost", "m1")),
            new TreeSet<>(Set.of("127.0.0.1", "fd00::1")),
            Set.of(Usage.SERVER, Usage.CLIENT),
            Duration.ofHours(720));

    private CodecSamples() {}

    static List<Step> steps() {
        FilePath kept = new FilePath("/var/lib/etcd-tls/kept/c1");
        return List.of(
                new Step.KeepFiles(M1, kept, List.of(new FilePath("/etc/default/etcd"))),
                new Step.TakeSnapshot(TARGET),
                new Step.IssueOperatorCertificate(REQUEST),
                new Step.StageCertificate(
                        new MemberName("m1"),
                        M1,
                        CertificateFolder.MEMBER,
                        1,
                        REQUEST,
                        new Step.Delivery(KeyOrigin.HOST_BORN, ETCD)),
                new Step.Rehearse(
                        List.of(new Step.Rehearse.Site(
                                new MemberName("m1"),
                                M1,
                                "10.77.0.11",
                                CertificateFolder.MEMBER,
                                ETCD,
                                new Step.Rehearse.RehearsalProgram("/usr/bin/etcd", "peer.c1.etcd"))),
                        12_379,
                        12_380),
                new Step.AcceptTls(TARGET, EDIT),
                new Step.TakeCensus(
                        List.of(TARGET),
                        List.of(new ConsumerName("w1")),
                        Duration.ofSeconds(10),
                        Duration.ofMinutes(30)),
                new Step.EnforceTls(TARGET, EDIT, List.of(PeerUrl.parse("http://10.77.0.11:2380"))),
                new Step.VerifyEndState(List.of(TARGET)),
                new Step.RemoveLeftovers(M1, List.of(kept)));
    }

    /** Those of a way back. */
    static List<Step> stepsBack() {
        return List.of(
                new TakeTlsCensus(
                        Phase.WITHDRAW,
                        List.of(new TakeTlsCensus.Withdrawn(
                                TARGET, List.of(ClientUrl.parse("https://10.77.0.11:2379")))),
                        List.of(new ConsumerName("w1")),
                        Duration.ofSeconds(10),
                        Duration.ofMinutes(30)),
                new RevertEnforce(TARGET, restoration(), List.of(PeerUrl.parse("http://10.77.0.11:2380"))),
                new RevertAccept(TARGET, restoration()),
                new RemoveCertificates(new MemberName("m1"), M1, CertificateFolder.MEMBER));
    }

    /** Those for consumers, on the way there and back. */
    static List<Step> stepsForConsumers() {
        HostName host = new HostName("n1");
        ConsumerName consumer = new ConsumerName("flannel-n1");
        CertificateFolder folder = CertificateFolder.ofClient(new FilePath("/etc/etcd-client/flannel-n1"));
        FilePath file = new FilePath("/run/flannel/subnet.env");
        return List.of(
                new StageConsumerCertificates(
                        "consumers",
                        List.of(new StageConsumerCertificates.Staging(
                                consumer,
                                host,
                                folder,
                                2,
                                new CertificateRequest(
                                        "flannel-n1",
                                        new TreeSet<>(),
                                        new TreeSet<>(),
                                        Set.of(Usage.CLIENT),
                                        Duration.ofHours(720)),
                                new Step.Delivery(KeyOrigin.HOST_BORN, new ServiceUser("root", "root"))))),
                new MoveConsumers(
                        "flannel-1",
                        List.of(
                                move(consumer, host, folder, new Move.Proof.Flannel(file, Optional.of("true"))),
                                move(consumer, host, folder, new Move.Proof.Command(Optional.empty())),
                                move(
                                        consumer,
                                        host,
                                        folder,
                                        new Move.Proof.Apiserver(
                                                Authority.parse("127.0.0.1:6443"),
                                                Optional.of("/registry/masterleases/10.77.0.21"),
                                                Optional.empty()))),
                        1,
                        Duration.ofSeconds(30)),
                new RemoveConsumerCertificates(
                        "consumers",
                        List.of(new RemoveConsumerCertificates.Removal(consumer, host, folder, List.of(1, 2)))));
    }

    private static Move move(ConsumerName consumer, HostName host, CertificateFolder folder, Move.Proof proof) {
        return new Move(
                consumer,
                new Move.Site(host, new UnitName("flanneld.service"), new ServiceUser("root", "root")),
                folder,
                List.of(EDIT),
                List.of(ClientUrl.parse("https://10.77.0.11:2379")),
                proof);
    }

    private static Restoration restoration() {
        return new Restoration(
                EDIT,
                new FilePath("/var/lib/etcd-tls/kept/c1/etcd"),
                new TreeMap<>(Map.of("client-cert-auth", "true")));
    }

    /** Etcd's own prefix is not written; another one is. */
    static List<ConfigStyle> styles() {
        FilePath file = new FilePath("/etc/flannel/options.env");
        return List.of(
                new ConfigStyle.EnvironmentFile(file),
                new ConfigStyle.EnvironmentFile(file, new VariablePrefix("FLANNELD_")),
                new ConfigStyle.EnvironmentFile(file, VariablePrefix.NONE),
                new ConfigStyle.SystemdDropIn(file, new VariablePrefix("FLANNELD_")),
                new ConfigStyle.ExecStartFlags(file),
                new ConfigStyle.FlagsInVariable(file, "KUBE_ETCD_ARGS"),
                new ConfigStyle.StaticPod(file, "kube-apiserver"),
                new ConfigStyle.UnitDependency(file, new UnitName("flanneld.service")));
    }

    static List<JournalEntry> entries() {
        return List.of(
                new JournalEntry.Opened(NOON, 1, new RunId("c1-20261123T120000Z"), DIGEST, "ada"),
                new JournalEntry.Resumed(NOON, "ada"),
                new JournalEntry.Started(NOON, STEP),
                new JournalEntry.Finished(NOON, STEP, new TreeMap<>(Map.of("took", "1 s"))),
                new JournalEntry.Satisfied(NOON, STEP),
                new JournalEntry.Failed(NOON, STEP, PROBLEMS),
                new JournalEntry.Held(NOON, STEP, PROBLEMS),
                new JournalEntry.Consented(NOON, Phase.ENFORCE, "--approve enforce"),
                new JournalEntry.Completed(NOON));
    }

    static List<Event> events() {
        return List.of(
                new Event.PhaseEntered(Phase.ACCEPT, 3),
                new Event.StepStarted(STEP, 1, 12),
                new Event.StepProgress(STEP, "leader moved to m2"),
                new Event.StepFinished(STEP, Duration.ofMillis(1500), new TreeMap<>(Map.of("term", "4"))),
                new Event.StepSatisfied(STEP),
                new Event.RunStopped(STEP, PROBLEMS),
                new Event.CensusTaken(List.of("curl/12 on m1"), Duration.ofSeconds(3)),
                new Event.HealthSeen(new Health(
                        NOON,
                        List.of(new Health.Member(new MemberName("m1"), Health.Part.LEADER, Health.Listens.BOTH)),
                        List.of("NOSPACE at m1"),
                        new TreeMap<>(Map.of("lost", "0")))),
                new Event.WaitBegun("pause@1", Event.WaitReason.PAUSED, List.of(STEP), PROBLEMS),
                new Event.WaitEnded("pause@1", "continued by ada"),
                new Event.RunCompleted(Duration.ofMinutes(4)));
    }

    static List<Goal> goals() {
        return List.of(
                new Goal.MutualTls(), back(), new Goal.RenewedLeaves(), new Goal.RotatedCa(), new Goal.IssuerReady());
    }

    static Goal.RestingState back() {
        return new Goal.RestingState(Phase.ACCEPT, Goal.Certificates.KEPT, steps());
    }

    static Plan plan(Goal goal) {
        return plan(goal, goal instanceof Goal.RestingState ? stepsBack() : steps());
    }

    static Plan planForConsumers() {
        return plan(new Goal.MutualTls(), stepsForConsumers());
    }

    private static Plan plan(Goal goal, List<Step> steps) {
        return new Plan(
                new Plan.Header(
                        goal,
                        new ClusterName("c1"),
                        Strategy.SAME_PORT,
                        NOON,
                        NOON.plusSeconds(86_400),
                        new PlanOptions(true, false, List.of(new MemberId(-2)))),
                new Plan.InventorySource("/srv/c1", "cluster: c1\n"),
                new Baseline(
                        new EtcdClusterId(42),
                        List.of(new Baseline.MemberFacts(
                                new MemberId(-2),
                                new MemberName("m1"),
                                M1,
                                new EtcdVersion(3, 5, 16),
                                List.of(PeerUrl.parse("http://10.77.0.11:2380")))),
                        List.of(new Baseline.HostBinding(M1, DIGEST, DIGEST))),
                steps,
                List.of("each restart is an outage"));
    }
}
