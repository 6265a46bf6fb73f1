package dev.etcdtls.event;

import dev.etcdtls.model.MemberName;
import dev.etcdtls.model.Quorum;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How the cluster was at a moment, for a person who is to decide.
 *
 * @param members every voter and learner, in the order of their names
 * @param alarms in etcd's words
 * @param figures of the proof writer, by name
 */
public record Health(Instant at, List<Member> members, List<String> alarms, SortedMap<String, String> figures) {
    public Health {
        members = List.copyOf(members);
        alarms = List.copyOf(alarms);
        figures = Collections.unmodifiableSortedMap(new TreeMap<>(figures));
    }

    /** Which languages a member's client listeners speak. */
    public enum Listens {
        PLAINTEXT,
        BOTH,
        TLS,
        UNKNOWN
    }

    /** What part a member takes. */
    public enum Part {
        LEADER,
        FOLLOWER,
        LEARNER,
        /** It does not answer, or knows no leader. */
        AWAY
    }

    public record Member(MemberName name, Part part, Listens listens) {}

    public Optional<MemberName> leader() {
        return members.stream()
                .filter(member -> member.part() == Part.LEADER)
                .map(Member::name)
                .findFirst();
    }

    /** Voters that serve. */
    public int serving() {
        return (int) members.stream()
                .filter(member -> member.part() == Part.LEADER || member.part() == Part.FOLLOWER)
                .count();
    }

    /** How many voters must serve; one that is away counts as a voter. */
    public int needed() {
        long voters =
                members.stream().filter(member -> member.part() != Part.LEARNER).count();
        return new Quorum((int) Math.max(1, voters)).size();
    }

    /** Whether only time and figures differ. */
    public boolean isLike(Health other) {
        return members.equals(other.members) && alarms.equals(other.alarms);
    }
}
