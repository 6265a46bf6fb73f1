package dev.etcdtls.plan;

import dev.etcdtls.guard.SeatedMember;
import dev.etcdtls.model.MemberId;
import dev.etcdtls.model.PeerUrl;
import dev.etcdtls.model.Scheme;
import dev.etcdtls.step.Step;
import java.util.SortedMap;

/** Plaintext is closed, member by member: one restart each, with the membership changed for the member in work only. */
final class EnforcePhase {
    private EnforcePhase() {}

    static void plan(Situation situation, Draft draft) {
        for (MemberId id : situation.order()) {
            SeatedMember seat = draft.member(id);
            SortedMap<String, String> missing = EnforceSettings.missing(seat, situation, draft.state());
            boolean plaintextPeer =
                    !seat.member().membership().peerUrls().stream().allMatch(PeerUrl::isHttps);
            if (!missing.isEmpty() || plaintextPeer) {
                draft.add(new Step.EnforceTls(
                        Targets.of(seat, situation),
                        FileEdits.of(seat.service(), missing),
                        EnforceSettings.peerUrls(seat.member(), Scheme.HTTP)));
            }
        }
    }
}
