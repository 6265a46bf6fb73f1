package dev.etcdtls.engine.action;

import dev.etcdtls.engine.observe.RollCall.Reply;
import dev.etcdtls.model.ErrorCode;
import dev.etcdtls.model.MemberId;
import dev.etcdtls.model.Outcome;
import dev.etcdtls.model.Problem;
import dev.etcdtls.model.Verdict;
import dev.etcdtls.observation.ClusterObservation;
import dev.etcdtls.observation.MemberObservation;
import dev.etcdtls.observation.MemberObservation.Membership;
import dev.etcdtls.port.EtcdReads.Entry;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The URLs that every member must show for every member. */
final class ExpectedMembership {
    private final Map<MemberId, Membership> expected;

    ExpectedMembership(ClusterObservation seen) {
        this(seen.members().stream().collect(Collectors.toMap(MemberObservation::id, MemberObservation::membership)));
    }

    private ExpectedMembership(Map<MemberId, Membership> expected) {
        this.expected = new TreeMap<>(expected);
    }

    ExpectedMembership with(MemberId member, Membership urls) {
        Map<MemberId, Membership> changed = new TreeMap<>(expected);
        changed.put(member, urls);
        return new ExpectedMembership(changed);
    }

    /** Fail where a member shows other URLs; inconclusive where it did not tell. */
    Verdict verdict(List<Reply<List<Entry>>> replies) {
        return replies.stream().map(this::one).reduce(Verdict.pass(), Verdict::and);
    }

    private Verdict one(Reply<List<Entry>> reply) {
        return switch (reply.said()) {
            case Outcome.Done<List<Entry>>(List<Entry> entries) -> compared(reply, entries);
            case Outcome.Refused<List<Entry>>(Problem problem) -> new Verdict.Inconclusive(List.of(problem));
            case Outcome.Unknown<List<Entry>>(Problem problem) -> new Verdict.Inconclusive(List.of(problem));
        };
    }

    private Verdict compared(Reply<List<Entry>> reply, List<Entry> entries) {
        Map<MemberId, Membership> shown = entries.stream()
                .collect(Collectors.toMap(Entry::id, entry -> new Membership(entry.peerUrls(), entry.clientUrls())));
        return shown.equals(expected)
                ? Verdict.pass()
                : new Verdict.Fail(List.of(new Problem(
                        ErrorCode.GATE_FAILED,
                        "members/" + reply.seat().name(),
                        "it shows the membership in another way than was expected: " + differences(shown),
                        "restart no other member; compare etcdctl member list on every member, then resume")));
    }

    private String differences(Map<MemberId, Membership> shown) {
        SortedSet<MemberId> all = new TreeSet<>(expected.keySet());
        all.addAll(shown.keySet());
        return all.stream()
                .filter(id -> !Objects.equals(shown.get(id), expected.get(id)))
                .map(id -> "member " + id + " has " + words(Optional.ofNullable(shown.get(id))) + ", and was to have "
                        + words(Optional.ofNullable(expected.get(id))))
                .collect(Collectors.joining("; "));
    }

    private static String words(Optional<Membership> urls) {
        return urls.map(some ->
                        "the peer URLs " + list(some.peerUrls()) + " and the client URLs " + list(some.clientUrls()))
                .orElse("no place");
    }

    private static String list(List<?> urls) {
        return urls.isEmpty() ? "(none)" : urls.stream().map(Object::toString).collect(Collectors.joining(", "));
    }
}
