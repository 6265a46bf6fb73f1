package dev.etcdtls.guard;

import dev.etcdtls.model.ErrorCode;
import dev.etcdtls.model.HostName;
import dev.etcdtls.model.Problem;
import dev.etcdtls.observation.ClusterObservation;
import dev.etcdtls.observation.HostFacts;
import java.util.List;

/** A host that runs full in the middle of an edit: certificates and kept files are small, a full disk stops etcd as well. */
final class DiskSpace {
    static final long LEAST_BYTES = 64L << 20;

    private DiskSpace() {}

    static List<Problem> problems(ClusterObservation seen) {
        return SeatedMember.all(seen).stream()
                .flatMap(seat -> problems(seat).stream())
                .toList();
    }

    static List<Problem> problems(SeatedMember seat) {
        return problems(seat.host(), seat.facts());
    }

    static List<Problem> problems(HostName host, HostFacts facts) {
        long free = facts.machine().freeBytes();
        if (free >= LEAST_BYTES) {
            return List.of();
        }
        return List.of(new Problem(
                ErrorCode.DISK_SPACE,
                Place.of(host),
                "only " + (free >> 20) + " MiB are free where certificates and kept files go; " + (LEAST_BYTES >> 20)
                        + " MiB are asked for",
                "make room, then go on"));
    }
}
