package dev.etcdtls.engine.action;

import dev.etcdtls.observation.ClusterObservation;
import dev.etcdtls.port.EtcdApi.SnapshotFacts;
import dev.etcdtls.step.Step;

/** Streams a snapshot into the run's secret folder. The adapter checks its trailing digest before the file gets its name. */
final class TakeSnapshot {
    private final Equipment equipment;

    TakeSnapshot(Equipment equipment) {
        this.equipment = equipment;
    }

    Performed perform(Step.TakeSnapshot step, ClusterObservation seen) {
        SnapshotFacts facts = equipment
                .world()
                .etcd()
                .api()
                .snapshot(
                        equipment.api(seen, step.from().host()),
                        equipment.world().run().folder().secret("snapshot.db"))
                .orThrow();
        return new Evidence()
                .add("from", step.from().name())
                .add("bytes", facts.bytes())
                .add("sha256", facts.sha256())
                .done();
    }
}
