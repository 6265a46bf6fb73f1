package dev.etcdtls.engine.action;

import dev.etcdtls.engine.observe.Endpoints;
import dev.etcdtls.engine.proof.HashEquality;
import dev.etcdtls.engine.proof.PeerLinks;
import dev.etcdtls.model.ClientUrl;
import dev.etcdtls.model.ErrorCode;
import dev.etcdtls.model.Outcome;
import dev.etcdtls.model.PeerUrl;
import dev.etcdtls.model.Problem;
import dev.etcdtls.model.ProblemException;
import dev.etcdtls.model.Verdict;
import dev.etcdtls.observation.ClusterObservation;
import dev.etcdtls.observation.EtcdService;
import dev.etcdtls.observation.MemberObservation;
import dev.etcdtls.observation.MemberStatus;
import dev.etcdtls.port.EtcdEndpoint;
import dev.etcdtls.step.FileEdit;
import dev.etcdtls.step.Step;
import dev.etcdtls.step.Target;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Whether a member that was restarted is fully back, asked at its own endpoints.
 *
 * <ol>
 *   <li>Its unit is active and its process runs with every setting of the plan.
 *   <li>It knows the leader that all others name, is no learner, reports no error.
 *   <li>A linearizable read works on each of its client listeners: over TLS, and by real plaintext gRPC while plaintext is promised.
 *   <li>It has applied what the leader had when the gate first saw it.
 *   <li>Every member shows exactly the expected URLs of every member.
 *   <li>Peer dials work both ways with the members' own certificates, and every member has streams to all others.
 *   <li>All members hold the same data, where that costs little.
 * </ol>
 *
 * <p>A member needs a moment, so the gate is asked again until it passes or its deadline is over; the last verdict counts.
 */
final class MemberGate {
    private static final Duration LONGEST = Duration.ofSeconds(30);
    private static final Duration PAUSE = Duration.ofMillis(500);

    private final Equipment equipment;
    private final Step step;
    private final Target target;
    private final FileEdit edit;
    private final ClusterObservation before;

    /** @param before an observation from before the restart: what the other members' URLs must still be */
    MemberGate(Equipment equipment, Step step, Target target, FileEdit edit, ClusterObservation before) {
        this.equipment = equipment;
        this.step = step;
        this.target = target;
        this.edit = edit;
        this.before = before;
    }

    /** Returns when the gate passed, or a person said to go on although it could not tell. */
    ClusterObservation pass(List<PeerUrl> peerUrls, Evidence evidence) {
        List<ClusterObservation> looks = new ArrayList<>();
        List<Verdict> verdicts = new ArrayList<>();
        equipment.waiting().until(LONGEST, PAUSE, () -> {
            ClusterObservation seen = equipment.observe();
            looks.add(seen);
            verdicts.add(attempt(seen, peerUrls, leaderIndex(looks)));
            return Optional.of(verdicts.getLast()).filter(verdict -> verdict instanceof Verdict.Pass);
        });
        switch (verdicts.getLast()) {
            case Verdict.Pass() -> evidence.add("gate", "passed");
            case Verdict.Fail(List<Problem> problems) -> throw new ProblemException(problems);
            case Verdict.Inconclusive(List<Problem> problems) -> {
                equipment.goOnOrStop(step, problems);
                evidence.add("gate", "inconclusive, accepted by a person");
            }
        }
        equipment.tell(
                step,
                "the gate of " + target.name() + ": "
                        + (verdicts.size() == 1 ? "passed" : "passed after " + verdicts.size() + " looks"));
        return looks.getLast();
    }

    private Verdict attempt(ClusterObservation seen, List<PeerUrl> peerUrls, long leaderIndex) {
        Verdict local = process(seen).and(status(seen));
        if (!(local instanceof Verdict.Pass)) {
            return local;
        }
        PeerLinks links = new PeerLinks(
                equipment.world().hosts().dialer(), equipment.rollCall(seen).seats());
        Verdict all = reads(seen)
                .and(caughtUp(seen, leaderIndex))
                .and(membership(seen, peerUrls))
                .and(links.of(target.id(), seen))
                .and(links.activeStreams(
                        seen,
                        equipment.world().etcd(),
                        seat -> equipment.endpoints().forApi(seen, seat.host())));
        return all instanceof Verdict.Pass && equipment.hashesInGates() ? hashes(seen) : all;
    }

    private Verdict process(ClusterObservation seen) {
        Optional<EtcdService> service = seen.service(target.host());
        if (service.isEmpty() || !service.get().unit().isActive()) {
            return fail("its unit is not active");
        }
        List<Problem> problems = new ArrayList<>();
        edit.set().forEach((flag, wanted) -> {
            String found = service.get().running().get(flag).orElse("");
            if (!found.equals(wanted)) {
                problems.add(problem("its process runs with " + flag + " '" + found + "', not '" + wanted + "'"));
            }
        });
        return Verdict.of(problems);
    }

    private Verdict status(ClusterObservation seen) {
        Optional<MemberObservation> member = seen.member(target.id());
        Optional<MemberStatus> status = member.flatMap(one -> one.status().seen());
        if (status.isEmpty() || status.get().leader().isEmpty()) {
            return fail("it does not answer, or knows no leader");
        }
        List<Problem> problems = new ArrayList<>();
        if (!LeaderMove.allNameOneLeader(seen)) {
            problems.add(problem("the members do not all name the same leader"));
        }
        if (!status.get().errors().isEmpty()) {
            problems.add(problem("it reports " + String.join(", ", status.get().errors())));
        }
        if (member.filter(MemberObservation::learner).isPresent()) {
            problems.add(problem("it is a learner"));
        }
        return Verdict.of(problems);
    }

    private Verdict reads(ClusterObservation seen) {
        List<Problem> problems = new ArrayList<>();
        List<ClientUrl> urls = seen.service(target.host())
                .map(service -> Endpoints.dialable(service.running()))
                .orElse(List.of());
        if (urls.stream().noneMatch(ClientUrl::isHttps)) {
            problems.add(problem("it has no https client listener"));
        }
        for (ClientUrl url : urls) {
            Outcome<Long> said = equipment.world().etcd().api().linearizableRead(new EtcdEndpoint(target.host(), url));
            if (!said.isDone()) {
                problems.add(problem("a linearizable read over " + url + " failed: " + reason(said)));
            }
        }
        return Verdict.of(problems);
    }

    private Verdict caughtUp(ClusterObservation seen, long leaderIndex) {
        Outcome<Long> applied = equipment
                .rollCall(seen)
                .ask(target.id(), line -> line.reads().status(line.endpoint()))
                .then(self -> new Outcome.Done<>(
                        self.status().version().isAtLeast(3, 4, 0)
                                ? self.status().raft().applied()
                                : leaderIndex));
        return applied instanceof Outcome.Done<Long>(Long index) && index >= leaderIndex
                ? Verdict.pass()
                : fail("it has not applied index " + leaderIndex + ", which the leader had when the gate began");
    }

    private Verdict membership(ClusterObservation seen, List<PeerUrl> peerUrls) {
        List<ClientUrl> clientUrls = seen.service(target.host())
                .map(service -> service.running().advertiseClientUrls())
                .orElse(List.of());
        return new ExpectedMembership(before)
                .with(target.id(), new MemberObservation.Membership(peerUrls, clientUrls))
                .verdict(equipment.rollCall(seen).memberships());
    }

    private Verdict hashes(ClusterObservation seen) {
        return new HashEquality(
                        equipment.world().etcd().api(), equipment.world().pacer())
                .compare(equipment.stores(seen))
                .verdict();
    }

    /** Where the leader was when the gate first saw it: every look is before the member is asked how far it is. */
    private static long leaderIndex(List<ClusterObservation> looks) {
        return looks.stream()
                .flatMap(seen -> seen.leader().flatMap(seen::member).stream())
                .flatMap(member -> member.status().seen().stream())
                .mapToLong(status -> status.raft().index())
                .findFirst()
                .orElse(0L);
    }

    private static String reason(Outcome<?> said) {
        return switch (said) {
            case Outcome.Done<?> _ -> "";
            case Outcome.Refused<?>(Problem problem) -> problem.summary();
            case Outcome.Unknown<?>(Problem problem) -> problem.summary();
        };
    }

    private Verdict fail(String summary) {
        return new Verdict.Fail(List.of(problem(summary)));
    }

    private Problem problem(String summary) {
        return new Problem(
                ErrorCode.GATE_FAILED,
                "members/" + target.name(),
                summary,
                "restart no other member; look at journalctl -u " + target.unit() + " on " + target.host()
                        + ", then resume");
    }
}
