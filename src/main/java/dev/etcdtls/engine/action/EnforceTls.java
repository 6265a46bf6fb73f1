package dev.etcdtls.engine.action;

import dev.etcdtls.config.EtcdSettings;
import dev.etcdtls.model.PeerUrl;
import dev.etcdtls.observation.ClusterObservation;
import dev.etcdtls.observation.EtcdService;
import dev.etcdtls.observation.MemberObservation;
import dev.etcdtls.step.Step;
import java.util.List;

/**
 * Closes plaintext on one member.
 *
 * <ol>
 *   <li>A start or stop that is under way comes to its end.
 *   <li>Unless its process already runs with the wanted settings: leadership moves away and the guard is asked again.
 *   <li>The member's peer URLs, of this member only, become both http and https: the others find it before the restart and after it.
 *   <li>The dead-man switch of the host is armed, the file is edited, the guard is asked again, the unit restarts once.
 *   <li>The gate of the member passes, and the switch is disarmed.
 *   <li>Its peer URLs become https only, and the gate passes with them.
 * </ol>
 */
final class EnforceTls {
    private final Equipment equipment;
    private final Judge judge;

    EnforceTls(Equipment equipment, Judge judge) {
        this.equipment = equipment;
        this.judge = judge;
    }

    /** @param seen by which the guard let the step begin */
    Performed perform(Step.EnforceTls step, ClusterObservation seen) {
        Evidence evidence = new Evidence();
        PeerUrlUpdate update = new PeerUrlUpdate(equipment, step);
        MemberRestart restart = new MemberRestart(equipment, step, step.target(), step.edit());
        restart.settle();
        ClusterObservation before = equipment.fresh(seen);
        ClusterObservation last = before;
        if (restart.isInForce(before)) {
            restart.writeFile(before);
            evidence.add("invocation", restart.awaitActive("").invocationId());
        } else {
            last = judge.demand(step, new LeaderMove(equipment).away(step, step.target(), before));
            if (!listensOnHttpsOnly(before, step) || !peerUrls(before, step).equals(step.httpsUrls())) {
                update.set(last, step.bothUrls());
            }
            restart.writeFile(last);
            last = restart.orTakeBack(() -> judge.demandToRestart(step, step.target()));
            evidence.add("invocation", restart.restart().invocationId());
        }
        MemberGate gate = new MemberGate(equipment, step, step.target(), step.edit(), before);
        List<PeerUrl> now = peerUrls(last, step);
        ClusterObservation after = gate.pass(now, evidence);
        if (!now.equals(step.httpsUrls())) {
            update.set(after, step.httpsUrls());
        }
        return evidence.add("peer urls", step.httpsUrls()).done();
    }

    private static boolean listensOnHttpsOnly(ClusterObservation seen, Step.EnforceTls step) {
        return seen.service(step.target().host())
                .map(EtcdService::running)
                .map(EtcdSettings::listenPeerUrls)
                .filter(urls -> urls.stream().allMatch(PeerUrl::isHttps))
                .isPresent();
    }

    private static List<PeerUrl> peerUrls(ClusterObservation seen, Step.EnforceTls step) {
        return seen.member(step.target().id())
                .map(MemberObservation::membership)
                .map(MemberObservation.Membership::peerUrls)
                .orElse(List.of());
    }
}
