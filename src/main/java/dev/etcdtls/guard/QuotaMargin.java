package dev.etcdtls.guard;

import dev.etcdtls.model.ErrorCode;
import dev.etcdtls.model.MemberName;
import dev.etcdtls.model.Problem;
import dev.etcdtls.observation.ClusterObservation;
import dev.etcdtls.observation.MemberStatus;
import java.util.List;
import java.util.Optional;

/** A cluster that refuses writes in the middle of a run: the backend quota is 2 GiB unless it is set; below zero it is off. */
final class QuotaMargin {
    static final int LIMIT_PERCENT = 80;

    private static final long DEFAULT_QUOTA = 2L << 30;

    private QuotaMargin() {}

    static List<Problem> problems(ClusterObservation seen) {
        return SeatedMember.all(seen).stream()
                .flatMap(seat -> problem(seat).stream())
                .toList();
    }

    private static Optional<Problem> problem(SeatedMember seat) {
        long quota = quota(seat.running().get("quota-backend-bytes").orElse("0"));
        Optional<Long> size = seat.member()
                .status()
                .seen()
                .map(MemberStatus::database)
                .map(MemberStatus.Database::size)
                .filter(bytes -> quota > 0 && bytes >= quota / 100 * LIMIT_PERCENT);
        MemberName name = seat.member().name();
        return size.map(bytes -> new Problem(
                ErrorCode.QUOTA_NEARLY_FULL,
                Place.of(name),
                "the database of " + name + " has " + (bytes >> 20) + " MiB of a quota of " + (quota >> 20)
                        + " MiB; less than " + LIMIT_PERCENT + " % is asked for",
                "compact and defragment, or raise quota-backend-bytes, then go on"));
    }

    private static long quota(String setting) {
        if (!setting.matches("-?[0-9]{1,18}")) {
            return DEFAULT_QUOTA;
        }
        long bytes = Long.parseLong(setting);
        return bytes == 0 ? DEFAULT_QUOTA : bytes;
    }
}
