package dev.etcdtls.engine.action;

import dev.etcdtls.config.EtcdSettings;
import dev.etcdtls.engine.proof.HashEquality;
import dev.etcdtls.engine.proof.PeerLinks;
import dev.etcdtls.model.ClientUrl;
import dev.etcdtls.model.ErrorCode;
import dev.etcdtls.model.PeerUrl;
import dev.etcdtls.model.Problem;
import dev.etcdtls.model.ProblemException;
import dev.etcdtls.model.Verdict;
import dev.etcdtls.observation.ClusterObservation;
import dev.etcdtls.observation.EtcdService;
import dev.etcdtls.observation.MemberObservation;
import dev.etcdtls.step.FileEdit;
import dev.etcdtls.step.Step;
import dev.etcdtls.step.Target;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Whether a member that was restarted is fully back, asked at its own endpoints.
 *
 * <ol>
 *   <li>Its unit is active, and its process runs with every setting of the plan and with no other that is new.
 *   <li>It knows the leader that all others name, is no learner, reports no error.
 *   <li>A linearizable read works on each of its client listeners: over TLS, and by real plaintext gRPC while plaintext is promised.
 *   <li>It has applied what the leader had before it was asked.
 *   <li>Every member shows exactly the expected URLs of every member.
 *   <li>Every host reaches every member's peer listener with its own member's certificate, and every member has streams to all others.
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

    /**
     * Returns when the gate passed, or a person said to go on although it could not tell. The dead-man switch is disarmed by then: before
     * the person is asked, too, because nobody knows how long that takes. A gate that fails leaves it armed.
     */
    ClusterObservation pass(List<PeerUrl> peerUrls, Evidence evidence) {
        List<ClusterObservation> looks = new ArrayList<>();
        List<Verdict> verdicts = new ArrayList<>();
        equipment.waiting().until(LONGEST, PAUSE, () -> {
            ClusterObservation seen = equipment.observe();
            looks.add(seen);
            verdicts.add(attempt(seen, peerUrls));
            return Optional.of(verdicts.getLast()).filter(verdict -> verdict instanceof Verdict.Pass);
        });
        DeadMan deadMan = new DeadMan(equipment, step, target);
        String word = switch (verdicts.getLast()) {
            case Verdict.Pass() -> {
                deadMan.disarm();
                yield "passed";
            }
            case Verdict.Fail(List<Problem> problems) -> throw new ProblemException(problems);
            case Verdict.Inconclusive(List<Problem> problems) -> {
                deadMan.disarm();
                equipment.goOnOrStop(step, problems);
                yield "inconclusive, accepted by a person";
            }
        };
        evidence.add("gate", word);
        equipment.tell(
                step,
                "the gate of " + target.name() + ": " + word
                        + (verdicts.size() == 1 ? "" : " after " + verdicts.size() + " looks"));
        return looks.getLast();
    }

    private Verdict attempt(ClusterObservation seen, List<PeerUrl> peerUrls) {
        Voter voter = new Voter(equipment, target, Voter.promised(step));
        Verdict local = process(seen).and(Verdict.of(problems(voter.status(seen))));
        if (!(local instanceof Verdict.Pass)) {
            return local;
        }
        PeerLinks links = new PeerLinks(
                equipment.world().hosts().dialer(), equipment.rollCall(seen).seats());
        Verdict all = Verdict.of(problems(voter.reads(seen)))
                .and(Verdict.of(problems(voter.lag(seen))))
                .and(membership(seen, peerUrls))
                .and(links.all(seen))
                .and(links.activeStreams(
                        seen,
                        equipment.world().etcd(),
                        seat -> equipment.endpoints().forApi(seen, seat.host())));
        return all instanceof Verdict.Pass && equipment.hashesInGates() ? hashes(seen) : all;
    }

    private Verdict process(ClusterObservation seen) {
        Optional<EtcdService> service = seen.service(target.host());
        if (service.isEmpty() || !service.get().unit().isActive()) {
            return Verdict.of(problems(List.of("its unit is not active")));
        }
        EtcdSettings running = service.get().running();
        List<String> wrong = new ArrayList<>();
        edit.set().forEach((flag, wanted) -> {
            String found = running.get(flag).orElse("");
            if (!found.equals(wanted)) {
                wrong.add("its process runs with " + flag + " '" + found + "', not '" + wanted + "'");
            }
        });
        wrong.addAll(strange(running));
        return Verdict.of(problems(wrong));
    }

    /** What runs otherwise than before and is not of the plan. Nothing is known of one that did not run before. */
    private List<String> strange(EtcdSettings running) {
        EtcdSettings formerly =
                before.service(target.host()).map(EtcdService::running).orElse(running);
        if (formerly.values().isEmpty()) {
            return List.of();
        }
        SortedSet<String> flags = new TreeSet<>(formerly.values().keySet());
        flags.addAll(running.values().keySet());
        flags.removeAll(edit.set().keySet());
        return flags.stream()
                .filter(flag -> !formerly.get(flag).equals(running.get(flag)))
                .map(flag -> "its process runs with " + flag + " '"
                        + running.get(flag).orElse("") + "', which was '"
                        + formerly.get(flag).orElse("") + "' and is no part of the plan")
                .toList();
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

    private List<Problem> problems(List<String> summaries) {
        return summaries.stream()
                .map(summary -> new Problem(
                        ErrorCode.GATE_FAILED,
                        "members/" + target.name(),
                        summary,
                        "restart no other member; look at journalctl -u " + target.unit() + " on " + target.host()
                                + ", then resume"))
                .toList();
    }
}
