package dev.etcdtls.simulation;

import dev.etcdtls.config.ConfigEditor;
import dev.etcdtls.model.HostName;
import dev.etcdtls.model.MemberId;
import dev.etcdtls.model.PeerUrl;
import dev.etcdtls.plan.Plan;
import dev.etcdtls.port.EtcdEndpoint;
import dev.etcdtls.port.HostFile;
import dev.etcdtls.port.World;
import dev.etcdtls.step.ConsumerStep;
import dev.etcdtls.step.FileEdit;
import dev.etcdtls.step.RemoveCertificates;
import dev.etcdtls.step.RevertAccept;
import dev.etcdtls.step.RevertEnforce;
import dev.etcdtls.step.Step;
import dev.etcdtls.step.TakeTlsCensus;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** A tool with a mistake in it: single effects, in any order, without guard, gate or journal. */
final class ByHand {
    private final SimulatedCluster cluster;
    final World world;

    ByHand(SimulatedCluster cluster) {
        this.cluster = cluster;
        this.world = cluster.world();
    }

    void restart(String host) {
        world.hosts().services().restart(new HostName(host), SimulatedHost.UNIT).orThrow();
    }

    void awaitReady() {
        cluster.faults().pass(Duration.ofSeconds(5));
    }

    /** Gives a setting another value in the file, in force from the next start on. */
    void set(String host, String flag, String value) {
        write(host, new TreeMap<>(Map.of(flag, value)));
    }

    /** The file edit of one step of a plan, and nothing else of that step. */
    void edit(Plan plan, String stepId) {
        Step step = plan.steps().stream()
                .filter(one -> one.id().value().equals(stepId))
                .findFirst()
                .orElseThrow();
        FileEdit edit = switch (step) {
            case Step.AcceptTls accept -> accept.edit();
            case Step.EnforceTls enforce -> enforce.edit();
            case Step.KeepFiles _,
                    Step.TakeSnapshot _,
                    Step.IssueOperatorCertificate _,
                    Step.StageCertificate _,
                    Step.Rehearse _,
                    Step.TakeCensus _,
                    Step.VerifyEndState _,
                    Step.RemoveLeftovers _,
                    TakeTlsCensus _,
                    RevertEnforce _,
                    RevertAccept _,
                    RemoveCertificates _,
                    ConsumerStep _ -> throw new IllegalArgumentException(stepId + " edits no file");
        };
        write(step.what(), edit.set());
    }

    void update(String member, String... urls) {
        SimulatedMember target = cluster.memberOn(new HostName(member)).orElseThrow();
        EtcdEndpoint via = new EtcdEndpoint(
                target.host.name, target.running().listenClientUrls().getLast());
        MemberId id = target.id;
        world.etcd()
                .api()
                .updateMember(
                        via, id, List.of(urls).stream().map(PeerUrl::parse).toList())
                .orThrow();
    }

    private void write(String host, SortedMap<String, String> set) {
        HostName name = new HostName(host);
        HostFile file = world.hosts()
                .files()
                .read(name, SimulatedHost.CONFIGURATION)
                .orThrow()
                .orElseThrow();
        String text = ConfigEditor.edit(LookPort.STYLE, file.text(), set);
        world.hosts()
                .files()
                .write(name, SimulatedHost.CONFIGURATION, new HostFile(text, file.owner(), file.mode()))
                .orThrow();
    }
}
