package dev.etcdtls.observation;

import dev.etcdtls.model.EtcdVersion;
import dev.etcdtls.model.MemberId;
import java.util.List;
import java.util.Optional;

/**
 * A member's answer to Maintenance.Status.
 *
 * @param leader absent when the member knows none
 * @param raft indexes and term
 * @param database sizes in bytes
 * @param errors in etcd's words (etcd 3.4 and later)
 */
public record MemberStatus(
        EtcdVersion version, Optional<MemberId> leader, Raft raft, Database database, List<String> errors) {
    public MemberStatus {
        errors = List.copyOf(errors);
    }

    /** Raft term and indexes; {@code applied} is 0 where the version does not tell (3.3). */
    public record Raft(long term, long index, long applied) {}

    /** Size on disk and in use, bytes. */
    public record Database(long size, long inUse) {}
}
