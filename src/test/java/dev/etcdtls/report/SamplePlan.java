package dev.etcdtls.report;

import dev.etcdtls.certificate.CertificateFolder;
import dev.etcdtls.certificate.CertificateRequest;
import dev.etcdtls.certificate.Usage;
import dev.etcdtls.config.ConfigStyle;
import dev.etcdtls.inventory.IssuerSettings.KeyOrigin;
import dev.etcdtls.model.Authority;
import dev.etcdtls.model.ClusterName;
import dev.etcdtls.model.ConsumerName;
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
import dev.etcdtls.plan.Baseline;
import dev.etcdtls.plan.Goal;
import dev.etcdtls.plan.Plan;
import dev.etcdtls.plan.PlanOptions;
import dev.etcdtls.plan.Strategy;
import dev.etcdtls.step.FileEdit;
import dev.etcdtls.step.Step;
import dev.etcdtls.step.Target;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;

/** A plan of every kind of step for the given number of members, as the planner would make it; digests are of made-up files. */
final class SamplePlan {
    static final Instant MADE = Instant.parse("2026-03-01T09:30:00Z");
    private static final ServiceUser ETCD = new ServiceUser("etcd", "etcd");
    private static final FilePath FILE = new FilePath("/etc/default/etcd");

    private SamplePlan() {}

    static Plan of(int members) {
        List<Target> targets =
                IntStream.rangeClosed(1, members).mapToObj(SamplePlan::target).toList();
        return new Plan(
                new Plan.Header(
                        new Goal.MutualTls(),
                        new ClusterName("c1"),
                        Strategy.SAME_PORT,
                        MADE,
                        MADE.plus(Duration.ofDays(1)),
                        PlanOptions.DEFAULT.inOrder(
                                targets.stream().map(Target::id).toList())),
                new Plan.InventorySource("/srv/c1", "cluster: c1\n"),
                baseline(targets),
                steps(targets),
                members > 2 ? List.of() : List.of("each restart is an outage of the cluster: it has no redundancy"));
    }

    private static List<Step> steps(List<Target> targets) {
        List<Step> steps = new ArrayList<>();
        targets.forEach(target ->
                steps.add(new Step.KeepFiles(target.host(), new FilePath("/var/lib/etcd-tls/kept/c1"), List.of(FILE))));
        steps.add(new Step.TakeSnapshot(targets.getFirst()));
        steps.add(new Step.IssueOperatorCertificate(new CertificateRequest(
                "etcd-tls", new TreeSet<>(), new TreeSet<>(), Set.of(Usage.CLIENT), Duration.ofHours(24))));
        targets.forEach(target -> steps.add(new Step.StageCertificate(
                target.name(),
                target.host(),
                CertificateFolder.MEMBER,
                1,
                memberRequest(target),
                new Step.Delivery(KeyOrigin.HOST_BORN, ETCD))));
        steps.add(new Step.Rehearse(targets.stream().map(SamplePlan::site).toList(), 12_379, 12_380));
        targets.forEach(target -> steps.add(new Step.AcceptTls(
                target, edit("listen-client-urls", "http://IP:2379", "http://IP:2379,https://IP:2379", target))));
        steps.add(new Step.TakeCensus(
                targets, List.of(new ConsumerName("workload")), Duration.ofMinutes(10), Duration.ofMinutes(30)));
        targets.forEach(target -> steps.add(new Step.EnforceTls(
                target,
                edit("listen-client-urls", "http://IP:2379,https://IP:2379", "https://IP:2379", target),
                List.of(PeerUrl.parse("http://" + target.dial().host() + ":2380")))));
        steps.add(new Step.VerifyEndState(targets));
        targets.forEach(target ->
                steps.add(new Step.RemoveLeftovers(target.host(), List.of(new FilePath("/var/lib/etcd-tls/kept/c1")))));
        return steps;
    }

    private static FileEdit edit(String flag, String before, String after, Target target) {
        String from = before.replace("IP", target.dial().host());
        String to = after.replace("IP", target.dial().host());
        String variable = "ETCD_" + flag.replace('-', '_').toUpperCase(java.util.Locale.ROOT);
        return new FileEdit(
                new ConfigStyle.EnvironmentFile(FILE),
                new TreeMap<>(java.util.Map.of(flag, to)),
                Digest.of(from),
                Digest.of(to),
                "--- " + FILE + "\n+++ " + FILE + "\n@@ -1,2 +1,2 @@\n ETCD_NAME=\"" + target.name() + "\"\n-"
                        + variable + "=\"" + from + "\"\n+" + variable + "=\"" + to + "\"\n");
    }

    private static CertificateRequest memberRequest(Target target) {
        return new CertificateRequest(
                target.name() + ".c1.etcd",
                new TreeSet<>(List.of("localhost", target.name().value(), "peer.c1.etcd")),
                new TreeSet<>(List.of("127.0.0.1", target.dial().host())),
                Set.of(Usage.SERVER, Usage.CLIENT),
                Duration.ofDays(30));
    }

    private static Step.Rehearse.Site site(Target target) {
        return new Step.Rehearse.Site(
                target.name(),
                target.host(),
                target.dial().host(),
                CertificateFolder.MEMBER,
                ETCD,
                new Step.Rehearse.RehearsalProgram("/usr/bin/etcd", "peer.c1.etcd"));
    }

    private static Target target(int number) {
        return new Target(
                new MemberName("m" + number),
                new MemberId(0xa0L + number),
                new HostName("m" + number),
                new UnitName("etcd.service"),
                ETCD,
                new Authority("198.51.100.1" + number, 2379));
    }

    private static Baseline baseline(List<Target> targets) {
        return new Baseline(
                new EtcdClusterId(0xc1L),
                targets.stream()
                        .map(target -> new Baseline.MemberFacts(
                                target.id(),
                                target.name(),
                                target.host(),
                                EtcdVersion.parse("3.5.16"),
                                List.of(PeerUrl.parse("http://" + target.dial().host() + ":2380"))))
                        .toList(),
                targets.stream()
                        .map(target -> new Baseline.HostBinding(
                                target.host(), Digest.of("key of " + target.host()), Digest.of("file")))
                        .toList());
    }
}
