package dev.etcdtls.engine;

import dev.etcdtls.engine.action.Equipment;
import dev.etcdtls.model.Problem;
import dev.etcdtls.observation.ClusterObservation;
import dev.etcdtls.port.World;
import java.util.List;

/** Whether a run may begin; asked before anything is written, the lock included: a refused plan leaves the cluster byte for byte as it is. */
record Admission(World world, Equipment.Work work) {
    /** Who is at work already comes first: what that run changes is not told as a world that moved. */
    List<Problem> problems(ClusterObservation seen) {
        return world.etcd()
                .lock()
                .takenByAnother(world.run().folder().id())
                .map(List::of)
                .orElseGet(() -> agreement().problemsOfWhole(seen));
    }

    /** The plan beside the issuer and the clock as they are now. */
    Agreement agreement() {
        return new Agreement(
                work.plan(),
                work.inventory(),
                world.issuer().observe(),
                world.pacer().now());
    }
}
