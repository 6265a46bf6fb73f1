package dev.etcdtls.guard;

import dev.etcdtls.model.ErrorCode;
import dev.etcdtls.model.Problem;
import dev.etcdtls.observation.ClusterObservation;
import java.util.List;

/** A cluster that is ill already: NOSPACE refuses writes and so {@code member update}; CORRUPT means that members differ. */
final class AlarmRaised {
    private AlarmRaised() {}

    static List<Problem> problems(ClusterObservation seen) {
        return seen.alarms().stream()
                .map(alarm -> new Problem(
                        ErrorCode.ALARM_RAISED,
                        Place.CLUSTER,
                        "etcd has raised the alarm " + alarm,
                        "remove its cause, then the alarm (etcdctl alarm disarm), then go on"))
                .toList();
    }
}
