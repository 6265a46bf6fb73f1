package dev.etcdtls.engine.action;

import dev.etcdtls.model.ErrorCode;
import dev.etcdtls.model.Outcome;
import dev.etcdtls.model.Problem;
import dev.etcdtls.model.ProblemException;
import dev.etcdtls.observation.ClusterObservation;
import dev.etcdtls.observation.MemberObservation;
import dev.etcdtls.observation.MemberStatus;
import dev.etcdtls.port.Nothing;
import dev.etcdtls.step.Step;
import dev.etcdtls.step.Target;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Moves leadership away from a member that is about to restart: an orderly move costs writers some 50 ms, a leader that goes away costs
 * them an election.
 */
final class LeaderMove {
    /** How far behind the leader a caught-up voter may be: two looks are never of the same instant. */
    private static final long CAUGHT_UP = 1_000;

    private static final int TRIES = 3;
    private static final Duration LONGEST = Duration.ofSeconds(10);
    private static final Duration PAUSE = Duration.ofMillis(200);

    private final Equipment equipment;

    LeaderMove(Equipment equipment) {
        this.equipment = equipment;
    }

    /**
     * Afterwards all members name the same leader, and it is not the target. Nothing is done when the target does not lead or is alone.
     * Of the voters that have caught up the one leads that the plan restarts last, or not at all: it saves a later move.
     *
     * @param now fresh enough to judge by
     * @return the observation that shows it
     */
    ClusterObservation away(Step step, Target target, ClusterObservation now) {
        NextRestarts restarts = NextRestarts.after(equipment.plan(), step);
        ClusterObservation seen = now;
        for (int attempt = 1; leads(target, seen) && seen.quorum().voters() > 1; attempt++) {
            MemberObservation to = successor(target, seen, restarts);
            Outcome<Nothing> said =
                    equipment.world().etcd().api().moveLeader(equipment.api(seen, target.host()), to.id());
            Optional<ClusterObservation> agreed = equipment
                    .waiting()
                    .until(
                            LONGEST,
                            PAUSE,
                            () -> Optional.of(equipment.observe())
                                    .filter(look -> !leads(target, look) && allNameOneLeader(look)));
            if (agreed.isPresent()) {
                equipment.tell(step, "leadership moved from " + target.name() + " to " + leaderName(agreed.get()));
                return agreed.get();
            }
            if (attempt == TRIES) {
                throw new ProblemException(stays(target, to, said));
            }
            seen = equipment.observe();
        }
        return seen;
    }

    static boolean allNameOneLeader(ClusterObservation seen) {
        return seen.members().stream()
                        .filter(member -> !member.learner())
                        .map(member -> member.status().seen().flatMap(MemberStatus::leader))
                        .distinct()
                        .count()
                == 1;
    }

    private static boolean leads(Target target, ClusterObservation seen) {
        return seen.leader().equals(Optional.of(target.id()));
    }

    static MemberObservation successor(Target target, ClusterObservation seen, NextRestarts restarts) {
        long index = seen.member(target.id()).map(LeaderMove::index).orElse(0L);
        return seen.serving().stream()
                .filter(member -> !member.id().equals(target.id()))
                .filter(member -> index(member) >= index - CAUGHT_UP)
                .min(Comparator.<MemberObservation, Integer>comparing(member -> -restarts.distance(member.id()))
                        .thenComparing(LeaderMove::index, Comparator.reverseOrder())
                        .thenComparing(MemberObservation::name))
                .orElseThrow(() -> new ProblemException(new Problem(
                        ErrorCode.LAGGING_MEMBER,
                        "members/" + target.name(),
                        "it leads, and no other voter has caught up with it",
                        "wait until the others have caught up, then resume")));
    }

    private static long index(MemberObservation member) {
        return member.status()
                .seen()
                .map(status -> status.raft().applied() > 0
                        ? status.raft().applied()
                        : status.raft().index())
                .orElse(0L);
    }

    private static String leaderName(ClusterObservation seen) {
        return seen.leader()
                .flatMap(seen::member)
                .map(member -> member.name().value())
                .orElse("nobody");
    }

    private static List<Problem> stays(Target target, MemberObservation to, Outcome<Nothing> said) {
        Problem stayed = new Problem(
                ErrorCode.NO_LEADER,
                "members/" + target.name(),
                "leadership did not move from " + target.name() + " to " + to.name() + " so that all members agree",
                "look at the links between the members, then resume");
        return switch (said) {
            case Outcome.Done<Nothing> _ -> List.of(stayed);
            case Outcome.Refused<Nothing>(Problem problem) -> List.of(stayed, problem);
            case Outcome.Unknown<Nothing>(Problem problem) -> List.of(stayed, problem);
        };
    }
}
