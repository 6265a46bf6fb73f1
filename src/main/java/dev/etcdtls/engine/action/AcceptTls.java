package dev.etcdtls.engine.action;

import dev.etcdtls.model.PeerUrl;
import dev.etcdtls.observation.ClusterObservation;
import dev.etcdtls.observation.MemberObservation;
import dev.etcdtls.step.Step;
import java.util.List;

/**
 * Restarts a member so that it accepts TLS beside plaintext.
 *
 * <ol>
 *   <li>A start or stop that is under way comes to its end.
 *   <li>Unless its process already runs with the wanted settings: leadership moves away, the guard is asked again, the dead-man switch of
 *       the host is armed, the file is edited, the guard is asked again, and the unit restarts once.
 *   <li>The gate of the member passes, and the switch is disarmed.
 * </ol>
 */
final class AcceptTls {
    private final Equipment equipment;
    private final Judge judge;

    AcceptTls(Equipment equipment, Judge judge) {
        this.equipment = equipment;
        this.judge = judge;
    }

    /** @param seen by which the guard let the step begin */
    Performed perform(Step.AcceptTls step, ClusterObservation seen) {
        Evidence evidence = new Evidence();
        MemberRestart restart = new MemberRestart(equipment, step, step.target(), step.edit());
        restart.settle();
        ClusterObservation before = equipment.fresh(seen);
        boolean runs = restart.isInForce(before);
        if (!runs) {
            judge.demand(step, new LeaderMove(equipment).away(step, step.target(), before));
        }
        restart.writeFile(before);
        if (!runs) {
            restart.orTakeBack(() -> judge.demandToRestart(step, step.target()));
            evidence.add("invocation", restart.restart().invocationId());
        } else {
            evidence.add("invocation", restart.awaitActive("").invocationId());
        }
        List<PeerUrl> peerUrls = before.member(step.target().id())
                .map(MemberObservation::membership)
                .map(MemberObservation.Membership::peerUrls)
                .orElse(List.of());
        new MemberGate(equipment, step, step.target(), step.edit(), before).pass(peerUrls, evidence);
        return evidence.done();
    }
}
