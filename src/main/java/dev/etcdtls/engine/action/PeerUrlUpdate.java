package dev.etcdtls.engine.action;

import dev.etcdtls.engine.observe.RollCall.Reply;
import dev.etcdtls.model.ErrorCode;
import dev.etcdtls.model.MemberId;
import dev.etcdtls.model.Outcome;
import dev.etcdtls.model.PeerUrl;
import dev.etcdtls.model.Problem;
import dev.etcdtls.model.ProblemException;
import dev.etcdtls.observation.ClusterObservation;
import dev.etcdtls.observation.MemberObservation;
import dev.etcdtls.port.EtcdEndpoint;
import dev.etcdtls.port.EtcdReads.Entry;
import dev.etcdtls.port.Nothing;
import dev.etcdtls.step.RevertEnforce;
import dev.etcdtls.step.Step;
import dev.etcdtls.step.Target;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Sets one member's peer URLs in the raft store and reads them back from every member.
 *
 * <p>A wrong peer URL destroys the cluster (etcd issue 9173), so: the values are typed, only their scheme differs from what the raft store
 * has, what is there now must be one of the three states that this step knows, and no other member's URLs may change.
 */
final class PeerUrlUpdate {
    private static final Duration LONGEST = Duration.ofSeconds(15);
    private static final Duration PAUSE = Duration.ofMillis(250);

    private final Equipment equipment;
    private final Step step;
    private final Target target;
    private final Way way;

    /** The three states that a step knows. */
    private record Way(List<PeerUrl> from, List<PeerUrl> both, List<PeerUrl> wanted) {
        boolean knows(List<PeerUrl> urls) {
            return urls.equals(from) || urls.equals(both) || urls.equals(wanted);
        }
    }

    private PeerUrlUpdate(Equipment equipment, Step step, Target target, Way way) {
        this.equipment = equipment;
        this.step = step;
        this.target = target;
        this.way = way;
    }

    /** From http to https. */
    static PeerUrlUpdate of(Equipment equipment, Step.EnforceTls step) {
        return new PeerUrlUpdate(
                equipment,
                step,
                step.target(),
                new Way(step.peerUrls().stream().sorted().toList(), step.bothUrls(), step.httpsUrls()));
    }

    /** From https to http, as they were. */
    static PeerUrlUpdate of(Equipment equipment, RevertEnforce step) {
        return new PeerUrlUpdate(
                equipment, step, step.target(), new Way(step.httpsUrls(), step.bothUrls(), step.httpUrls()));
    }

    /** Of either scheme. */
    List<PeerUrl> both() {
        return way.both();
    }

    /** Of the new scheme only. */
    List<PeerUrl> wanted() {
        return way.wanted();
    }

    /** Afterwards every member shows exactly these URLs for the target, and for all others what it showed before. */
    void set(ClusterObservation seen, List<PeerUrl> wanted) {
        Map<MemberId, List<PeerUrl>> before = agreedMembership(seen);
        List<PeerUrl> now = before.getOrDefault(target.id(), List.of());
        if (now.equals(wanted)) {
            return;
        }
        if (!way.knows(now)) {
            throw new ProblemException(new Problem(
                    ErrorCode.MEMBERSHIP_UNEXPECTED,
                    "members/" + target.name(),
                    "its peer URLs are " + now + ", which this step neither found nor wrote",
                    "nothing was sent; see who changed them, then plan again"));
        }
        Outcome<Nothing> said = equipment.world().etcd().api().updateMember(via(seen), target.id(), wanted);
        if (said instanceof Outcome.Refused<Nothing>(Problem problem)) {
            throw new ProblemException(problem);
        }
        Map<MemberId, List<PeerUrl>> expected = before.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getKey().equals(target.id()) ? wanted : entry.getValue()));
        readBack(seen, expected);
        equipment.tell(step, "every member shows " + wanted + " for " + target.name());
    }

    /** Any member takes the call; another than the target, so that its own trouble does not matter. */
    private EtcdEndpoint via(ClusterObservation seen) {
        return seen.serving().stream()
                .filter(member -> !member.id().equals(target.id()))
                .flatMap(member -> member.host().stream())
                .findFirst()
                .map(host -> equipment.api(seen, host))
                .orElseGet(() -> equipment.api(seen, target.host()));
    }

    private Map<MemberId, List<PeerUrl>> agreedMembership(ClusterObservation seen) {
        return equipment
                .waiting()
                .until(LONGEST, PAUSE, () -> {
                    List<Map<MemberId, List<PeerUrl>>> views = views(seen);
                    boolean agreed = isWhole(seen, views.size())
                            && views.stream().distinct().count() == 1;
                    return agreed ? Optional.of(views.getFirst()) : Optional.empty();
                })
                .orElseThrow(() -> new ProblemException(new Problem(
                        ErrorCode.MEMBERSHIP_DISAGREES,
                        "members/" + target.name(),
                        "the members do not all tell the same membership",
                        "wait until they agree, then resume")));
    }

    private void readBack(ClusterObservation seen, Map<MemberId, List<PeerUrl>> expected) {
        Optional<Boolean> shown = equipment.waiting().until(LONGEST, PAUSE, () -> {
            List<Map<MemberId, List<PeerUrl>>> views = views(seen);
            boolean all = isWhole(seen, views.size()) && views.stream().allMatch(expected::equals);
            return all ? Optional.of(true) : Optional.empty();
        });
        if (shown.isEmpty()) {
            throw new ProblemException(new Problem(
                    ErrorCode.MEMBERSHIP_UNEXPECTED,
                    "members/" + target.name(),
                    "not every member shows the peer URLs " + expected.get(target.id()) + " after they were written",
                    "do not restart anything; compare etcdctl member list on every member, then resume"));
        }
    }

    /** Whether every member told it; but for a target that is down and is being repaired, which tells it at the gate after its restart. */
    private boolean isWhole(ClusterObservation seen, int views) {
        int members = equipment.plan().baseline().members().size();
        boolean repair =
                seen.member(target.id()).filter(MemberObservation::isServing).isEmpty();
        return views == members || repair && views == members - 1;
    }

    /** The membership of each member that told it, by id. */
    private List<Map<MemberId, List<PeerUrl>>> views(ClusterObservation seen) {
        return equipment.rollCall(seen).memberships().stream()
                .map(Reply::said)
                .flatMap(said -> said instanceof Outcome.Done<List<Entry>>(List<Entry> entries)
                        ? Stream.of(entries)
                        : Stream.empty())
                .map(entries -> entries.stream().collect(Collectors.toMap(Entry::id, Entry::peerUrls)))
                .toList();
    }
}
