package dev.etcdtls.acceptance;

import dev.etcdtls.acceptance.faults.Fault;
import dev.etcdtls.demo.ClusterFacts;
import dev.etcdtls.demo.Demo;
import dev.etcdtls.lab.IssuerChoice;
import dev.etcdtls.lab.Lab;
import dev.etcdtls.lab.LabHost;
import dev.etcdtls.lab.LabOptions;
import dev.etcdtls.lab.LocalMount;
import dev.etcdtls.lab.WorkloadChoice;
import dev.etcdtls.lab.WorkloadCounts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;

/** A lab for one chaotic run after the other: before each, its members are a new plaintext cluster. */
final class ChaosLab implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final int TRIES = 150;
    private static final int RUNS_MEGABYTES = 24;

    private final Lab lab;
    private final Path checkout;
    private final Path folder;
    private int runs;

    ChaosLab(String name, Path checkout) throws IOException {
        this.checkout = checkout;
        this.lab = Lab.start(
                LabOptions.named(name).withIssuer(IssuerChoice.OPENBAO).withWorkload(WorkloadChoice.RUNNING));
        for (LabHost member : members()) {
            script(member, "cp -a /etc/default/etcd /root/etcd.plaintext");
        }
        Demo demo = new Demo(lab, checkout, IssuerChoice.OPENBAO);
        this.folder = Files.createDirectories(demo.folder());
        demo.prepare();
    }

    /** Runs one migration; kills of the tool and the fault come at instants that the seed decides. */
    ChaosRecord run(Optional<Fault> fault, boolean killed, long seed) throws IOException {
        if (runs > 0) {
            reset();
        }
        Path own = Files.createDirectories(folder.resolve("run-" + ++runs));
        Files.copy(folder.resolve("inventory.yaml"), own.resolve("inventory.yaml"));
        try (LocalMount _ = LocalMount.tmpfs(own.resolve("runs"), RUNS_MEGABYTES)) {
            return new ChaosRun(lab, checkout, own, fault, killed, new Random(seed)).carryOut();
        }
    }

    /** As after the lab's start: the same settings, no certificates, no data. The workload speaks plaintext again. */
    private void reset() {
        for (LabHost member : members()) {
            script(
                    member,
                    "chmod 0755 /usr/bin/etcd; iptables -F; systemctl unmask --runtime -q etcd.service; umount /etc/etcd/tls 2>/dev/null;"
                            + " systemctl stop etcd.service; rm -rf /var/lib/etcd/* /etc/etcd/tls /var/lib/etcd-tls;"
                            + " cp -a /root/etcd.plaintext /etc/default/etcd; systemctl reset-failed; true");
        }
        members().forEach(member -> script(member, "systemctl start --no-block etcd.service"));
        for (LabHost member : members()) {
            script(
                    member,
                    "for i in $(seq " + TRIES + "); do " + ClusterFacts.etcdctl(member, ClusterFacts.Access.PLAINTEXT)
                            + " endpoint health >/dev/null 2>&1 && exit 0; sleep 0.2; done; exit 1");
        }
        lab.workload()
                .usePlaintext(lab.memberAddresses().stream()
                        .map(address -> "http://" + address + ":2379")
                        .toList());
        awaitCalm();
    }

    /** Until the workload has written for two seconds of the new cluster's life without a failure: what comes later is the next run's. */
    private void awaitCalm() {
        Instant begun = Instant.now();
        for (int look = 0; look < TRIES; look++) {
            Instant from = Instant.now().minusSeconds(4);
            if (from.isAfter(begun)) {
                WorkloadCounts last = lab.workload().count(from, from.plusSeconds(2));
                if (last.acknowledged() > 0 && last.failed() == 0) {
                    return;
                }
            }
            LockSupport.parkNanos(Duration.ofMillis(500).toNanos());
        }
        throw new IllegalStateException("the workload does not write after the reset");
    }

    @Override
    public void close() {
        lab.close();
    }

    private List<LabHost> members() {
        return new ClusterFacts(lab).members();
    }

    private static void script(LabHost host, String text) {
        var unused = host.exec(LIMIT, List.of("bash", "-c", text)).orThrow(host.name() + ": " + text);
    }
}
