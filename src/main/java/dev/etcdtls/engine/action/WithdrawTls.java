package dev.etcdtls.engine.action;

import dev.etcdtls.model.PeerUrl;
import dev.etcdtls.observation.ClusterObservation;
import dev.etcdtls.observation.MemberObservation;
import dev.etcdtls.step.RevertAccept;
import java.util.List;

/**
 * Restarts a member with the file that it had before the migration.
 *
 * <ol>
 *   <li>A start or stop that is under way comes to its end.
 *   <li>Unless its process already runs with the wanted settings: leadership moves away, the guard is asked again, the dead-man switch of
 *       the host is armed, the kept copy goes back, the guard is asked again, and the unit restarts once.
 *   <li>The gate of the member passes: plaintext works. The switch is disarmed.
 * </ol>
 */
final class WithdrawTls {
    private final Equipment equipment;
    private final Judge judge;

    WithdrawTls(Equipment equipment, Judge judge) {
        this.equipment = equipment;
        this.judge = judge;
    }

    /** @param seen by which the guard let the step begin */
    Performed perform(RevertAccept step, ClusterObservation seen) {
        Evidence evidence = new Evidence();
        MemberRestart restart = MemberRestart.restoring(equipment, step, step.target(), step.back());
        restart.settle();
        ClusterObservation before = equipment.fresh(seen);
        if (restart.isInForce(before)) {
            restart.writeFile(before);
            evidence.add("invocation", restart.awaitActive("").invocationId());
        } else {
            judge.demand(step, new LeaderMove(equipment).away(step, step.target(), before));
            restart.writeFile(before);
            restart.orTakeBack(() -> judge.demandToRestart(step, step.target()));
            evidence.add("invocation", restart.restart().invocationId());
        }
        List<PeerUrl> peerUrls = before.member(step.target().id())
                .map(MemberObservation::membership)
                .map(MemberObservation.Membership::peerUrls)
                .orElse(List.of());
        new MemberGate(equipment, step, step.target(), step.back().edit(), before).pass(peerUrls, evidence);
        return evidence.add("file", "sha256 " + step.back().edit().after()).done();
    }
}
