package dev.etcdtls.engine.action;

import dev.etcdtls.model.PeerUrl;
import dev.etcdtls.model.Scheme;
import dev.etcdtls.observation.ClusterObservation;
import dev.etcdtls.observation.EtcdService;
import dev.etcdtls.observation.MemberObservation;
import dev.etcdtls.step.FileEdit;
import dev.etcdtls.step.Restoration;
import dev.etcdtls.step.RevertAccept;
import dev.etcdtls.step.RevertEnforce;
import dev.etcdtls.step.Step;
import dev.etcdtls.step.Target;
import java.util.List;
import java.util.Optional;

/**
 * Changes how one member serves, on the way there and on the way back: the same order in each of the four steps that restart a member.
 *
 * <ol>
 *   <li>A start or stop that is under way comes to its end.
 *   <li>Unless its process already runs with the wanted settings: leadership moves away and the guard is asked again.
 *   <li>Where the peer listeners change their scheme: the member's peer URLs, of this member only, become both http and https, so that the
 *       others find it before the restart and after it.
 *   <li>The dead-man switch of the host is armed, the file is edited or gets its former bytes, the guard is asked again, the unit restarts
 *       once.
 *   <li>The gate of the member passes, and the switch is disarmed.
 *   <li>Where the peer listeners have changed: its peer URLs become those of the new scheme only.
 * </ol>
 */
final class MemberChange {
    private final Equipment equipment;
    private final Judge judge;
    private final Turn turn;
    private final MemberRestart restart;
    private final Optional<PeerUrlUpdate> update;

    private record Turn(Step step, Target target, FileEdit edit) {}

    private MemberChange(
            Equipment equipment, Judge judge, Turn turn, MemberRestart restart, Optional<PeerUrlUpdate> update) {
        this.equipment = equipment;
        this.judge = judge;
        this.turn = turn;
        this.restart = restart;
        this.update = update;
    }

    /** TLS beside plaintext for clients; nothing changes between members. */
    static MemberChange of(Equipment equipment, Judge judge, Step.AcceptTls step) {
        return edited(equipment, judge, new Turn(step, step.target(), step.edit()), Optional.empty());
    }

    /** TLS only, on both planes. */
    static MemberChange of(Equipment equipment, Judge judge, Step.EnforceTls step) {
        Turn turn = new Turn(step, step.target(), step.edit());
        return edited(equipment, judge, turn, Optional.of(PeerUrlUpdate.of(equipment, step)));
    }

    /** Plaintext beside TLS again for clients, plaintext only between members. */
    static MemberChange of(Equipment equipment, Judge judge, RevertEnforce step) {
        Turn turn = new Turn(step, step.target(), step.back().edit());
        return restored(equipment, judge, turn, step.back(), Optional.of(PeerUrlUpdate.of(equipment, step)));
    }

    /** Plaintext only, with the file from before the migration. */
    static MemberChange of(Equipment equipment, Judge judge, RevertAccept step) {
        Turn turn = new Turn(step, step.target(), step.back().edit());
        return restored(equipment, judge, turn, step.back(), Optional.empty());
    }

    private static MemberChange edited(Equipment equipment, Judge judge, Turn turn, Optional<PeerUrlUpdate> update) {
        MemberRestart restart = new MemberRestart(equipment, turn.step(), turn.target(), turn.edit());
        return new MemberChange(equipment, judge, turn, restart, update);
    }

    private static MemberChange restored(
            Equipment equipment, Judge judge, Turn turn, Restoration back, Optional<PeerUrlUpdate> update) {
        MemberRestart restart = MemberRestart.restoring(equipment, turn.step(), turn.target(), back);
        return new MemberChange(equipment, judge, turn, restart, update);
    }

    /** @param seen by which the guard let the step begin */
    Performed perform(ClusterObservation seen) {
        Evidence evidence = new Evidence();
        restart.settle();
        ClusterObservation before = equipment.fresh(seen);
        ClusterObservation last = before;
        if (restart.isInForce(before)) {
            restart.writeFile(before);
            evidence.add("invocation", restart.awaitActive("").invocationId());
        } else {
            last = judge.demand(turn.step(), new LeaderMove(equipment).away(turn.step(), turn.target(), before));
            if (update.isPresent() && needsBoth(before, update.get().wanted())) {
                update.get().set(last, update.get().both());
            }
            restart.writeFile(last);
            last = restart.orTakeBack(() -> judge.demandToRestart(turn.step(), turn.target()));
            evidence.add("invocation", restart.restart().invocationId());
        }
        List<PeerUrl> now = peerUrls(last);
        ClusterObservation after =
                new MemberGate(equipment, turn.step(), turn.target(), turn.edit(), before).pass(now, evidence);
        if (update.isPresent()) {
            if (!now.equals(update.get().wanted())) {
                update.get().set(after, update.get().wanted());
            }
            evidence.add("peer urls", update.get().wanted());
        }
        return evidence.add("file", "sha256 " + turn.edit().after()).done();
    }

    /** Unless the member listens with the new scheme only, and is known by it alone. */
    private boolean needsBoth(ClusterObservation before, List<PeerUrl> wanted) {
        Scheme scheme = wanted.getFirst().scheme();
        boolean listens = before.service(turn.target().host())
                .map(EtcdService::running)
                .filter(running -> !running.values().isEmpty())
                .filter(running -> running.listenPeerUrls().stream().allMatch(url -> url.scheme() == scheme))
                .isPresent();
        return !listens || !peerUrls(before).equals(wanted);
    }

    private List<PeerUrl> peerUrls(ClusterObservation seen) {
        return seen.member(turn.target().id())
                .map(MemberObservation::membership)
                .map(MemberObservation.Membership::peerUrls)
                .orElse(List.of());
    }
}
