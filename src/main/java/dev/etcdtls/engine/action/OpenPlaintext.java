package dev.etcdtls.engine.action;

import dev.etcdtls.model.PeerUrl;
import dev.etcdtls.model.Scheme;
import dev.etcdtls.observation.ClusterObservation;
import dev.etcdtls.observation.EtcdService;
import dev.etcdtls.observation.MemberObservation;
import dev.etcdtls.step.RevertEnforce;
import java.util.List;

/**
 * Opens plaintext on one member again, beside TLS.
 *
 * <ol>
 *   <li>A start or stop that is under way comes to its end.
 *   <li>Unless its process already runs with the wanted settings: leadership moves away and the guard is asked again.
 *   <li>The member's peer URLs, of this member only, become both http and https: the others find it before the restart and after it.
 *   <li>The dead-man switch of the host is armed, the file gets back the bytes that it had after accept, the guard is asked again, the unit
 *       restarts once.
 *   <li>The gate of the member passes: plaintext works again on both planes, and TLS still does for clients. The switch is disarmed.
 *   <li>Its peer URLs become http only, as they were.
 * </ol>
 */
final class OpenPlaintext {
    private final Equipment equipment;
    private final Judge judge;

    OpenPlaintext(Equipment equipment, Judge judge) {
        this.equipment = equipment;
        this.judge = judge;
    }

    /** @param seen by which the guard let the step begin */
    Performed perform(RevertEnforce step, ClusterObservation seen) {
        Evidence evidence = new Evidence();
        PeerUrlUpdate update = PeerUrlUpdate.of(equipment, step);
        MemberRestart restart = MemberRestart.restoring(equipment, step, step.target(), step.back());
        restart.settle();
        ClusterObservation before = equipment.fresh(seen);
        ClusterObservation last = before;
        if (restart.isInForce(before)) {
            restart.writeFile(before);
            evidence.add("invocation", restart.awaitActive("").invocationId());
        } else {
            last = judge.demand(step, new LeaderMove(equipment).away(step, step.target(), before));
            if (!listensOnHttpOnly(before, step) || !peerUrls(before, step).equals(step.httpUrls())) {
                update.set(last, step.bothUrls());
            }
            restart.writeFile(last);
            last = restart.orTakeBack(() -> judge.demandToRestart(step, step.target()));
            evidence.add("invocation", restart.restart().invocationId());
        }
        MemberGate gate =
                new MemberGate(equipment, step, step.target(), step.back().edit(), before);
        List<PeerUrl> now = peerUrls(last, step);
        ClusterObservation after = gate.pass(now, evidence);
        if (!now.equals(step.httpUrls())) {
            update.set(after, step.httpUrls());
        }
        return evidence.add("peer urls", step.httpUrls())
                .add("file", "sha256 " + step.back().edit().after())
                .done();
    }

    private static boolean listensOnHttpOnly(ClusterObservation seen, RevertEnforce step) {
        return seen.service(step.target().host())
                .map(EtcdService::running)
                .filter(running -> !running.values().isEmpty())
                .map(running -> running.listenPeerUrls())
                .filter(urls -> urls.stream().allMatch(url -> url.scheme() == Scheme.HTTP))
                .isPresent();
    }

    private static List<PeerUrl> peerUrls(ClusterObservation seen, RevertEnforce step) {
        return seen.member(step.target().id())
                .map(MemberObservation::membership)
                .map(MemberObservation.Membership::peerUrls)
                .orElse(List.of());
    }
}
