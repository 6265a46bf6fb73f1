package dev.etcdtls.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.etcdtls.inventory.ConsumerEntry;
import dev.etcdtls.inventory.Inventory;
import dev.etcdtls.model.ErrorCode;
import dev.etcdtls.model.Problem;
import dev.etcdtls.model.UnitName;
import dev.etcdtls.observation.ClusterObservation;
import dev.etcdtls.observation.ConsumerFacts;
import dev.etcdtls.observation.ConsumerObservation;
import dev.etcdtls.observation.ConsumerUnit;
import dev.etcdtls.observation.HostObservation;
import dev.etcdtls.observation.Sight;
import dev.etcdtls.observation.SourceFile;
import dev.etcdtls.step.Step;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ConsumersFoundTest {
    private static final Step CENSUS =
            new Step.TakeCensus(List.of(), List.of(), Duration.ofSeconds(10), Duration.ofMinutes(5));
    private static final Problem AWAY = new Problem(ErrorCode.HOST_UNREACHABLE, "hosts/a1", "no answer", "look");
    private static final String FLAG = "--etcd-endpoints=http://198.51.100.11:2379,http://198.51.100.12:2379";

    @Test
    void aPlaceAndALanguageAreTold() {
        assertThat(notices(flanneld().unit("ExecStart=/opt/flanneld " + FLAG).runs(FLAG)))
                .containsExactly("flanneld c1 on a1: etcd settings are flags in /etc/systemd/system/flanneld.service"
                        + " (v1.34.10), speaks plaintext to 2 endpoints");
    }

    @Test
    void whatCannotBeChangedIsTold() {
        assertThat(notices(flanneld().unit("ExecStart=/opt/flanneld " + FLAG).runs("--etcd-endpoints=http://h:1")))
                .containsExactly(
                        "flanneld c1 on a1: speaks plaintext to 1 endpoint (v1.34.10); its etcd settings cannot"
                                + " be changed by the tool: its files would start it with other etcd settings than it runs with");
    }

    @Test
    void aConsumerThatIsDownIsTold() {
        assertThat(notices(flanneld().unit("ExecStart=/opt/flanneld " + FLAG)))
                .singleElement()
                .asString()
                .endsWith("flanneld.service (v1.34.10), does not run");
    }

    @Test
    void whatCannotBeJudgedIsToldOnce() {
        ConsumerSeen calico = ConsumerSeen.of(ConsumerEntry.Kind.UNIT, "calico", Map.of());

        assertThat(notices(calico.unit("ExecStart=/opt/calico").runs()))
                .containsExactly("unit c1 on a1: cannot be judged: the inventory names no settings of it (v1.34.10)");
    }

    @Test
    void whatRestartsAlongIsToldWithTheFileThatSaysSo() {
        ConsumerSeen seen = flanneld().unit("ExecStart=/opt/flanneld " + FLAG).runs(FLAG);
        ConsumerFacts facts = seen.facts();
        SourceFile file = facts.sources().getFirst();
        ConsumerUnit unit = new ConsumerUnit(
                facts.unit().orElseThrow().service(),
                List.of(
                        new ConsumerUnit.Dependent(
                                new UnitName("docker.service"), ConsumerUnit.Tie.REQUIRES, Optional.of(file)),
                        new ConsumerUnit.Dependent(
                                new UnitName("x.service"), ConsumerUnit.Tie.PART_OF, Optional.empty())));
        ConsumerFacts tied = new ConsumerFacts(
                Optional.of(unit), facts.program(), facts.running(), facts.sources(), facts.certificates());

        assertThat(notices(seen, new Sight.Seen<>(tied), List.of(CENSUS)))
                .singleElement()
                .asString()
                .endsWith("2 endpoints; docker.service restarts with it (Requires= in"
                        + " /etc/systemd/system/flanneld.service); x.service restarts with it (PartOf=)");
    }

    /** A host that is away is a notice of its own. */
    @Test
    void aConsumerThatIsNotSeenIsToldUnlessItsHostIsAway() {
        ConsumerSeen seen = flanneld();
        ClusterObservation alone =
                ObservedClusters.plaintext(1).with(List.of(observed(seen, new Sight.Unseen<>(AWAY))));
        HostObservation m1 = alone.hosts().getFirst();
        ClusterObservation beside = new ClusterObservation(
                alone.at(),
                alone.cluster(),
                alone.members(),
                List.of(m1, new HostObservation(seen.entry().host(), m1.sight())),
                List.of(),
                List.of(),
                alone.consumers());

        assertThat(ConsumersFound.of(inventory(seen), alone, List.of(CENSUS))).isEmpty();
        assertThat(ConsumersFound.of(inventory(seen), beside, List.of(CENSUS)))
                .containsExactly("NOT SEEN: flanneld c1 on a1 (no answer)");
    }

    @Test
    void nothingIsToldWherePlaintextIsClosed() {
        ConsumerSeen seen = flanneld().unit("ExecStart=/opt/flanneld " + FLAG).runs(FLAG);

        assertThat(notices(seen, new Sight.Seen<>(seen.facts()), List.of())).isEmpty();
    }

    private static List<String> notices(ConsumerSeen seen) {
        return notices(seen, new Sight.Seen<>(seen.facts()), List.of(CENSUS));
    }

    private static List<String> notices(ConsumerSeen seen, Sight<ConsumerFacts> sight, List<Step> steps) {
        return ConsumersFound.of(
                inventory(seen), ObservedClusters.plaintext(1).with(List.of(observed(seen, sight))), steps);
    }

    private static ConsumerObservation observed(ConsumerSeen seen, Sight<ConsumerFacts> sight) {
        return new ConsumerObservation(seen.entry().name(), seen.entry().host(), sight);
    }

    private static Inventory inventory(ConsumerSeen seen) {
        Inventory base = ObservedClusters.inventory(1);
        return new Inventory(
                base.cluster(), base.hosts(), base.issuer(), List.of(seen.entry()), base.names(), base.tuning());
    }

    private static ConsumerSeen flanneld() {
        return ConsumerSeen.of(ConsumerEntry.Kind.FLANNELD, "flanneld", Map.of());
    }
}
