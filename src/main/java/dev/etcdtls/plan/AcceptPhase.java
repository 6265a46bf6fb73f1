package dev.etcdtls.plan;

import dev.etcdtls.guard.SeatedMember;
import dev.etcdtls.model.MemberId;
import dev.etcdtls.step.Step;
import java.util.SortedMap;

/** Every member learns TLS, one restart each, while plaintext goes on. */
final class AcceptPhase {
    private AcceptPhase() {}

    static void plan(Situation situation, Draft draft) {
        for (MemberId id : situation.order()) {
            SeatedMember seat = draft.member(id);
            SortedMap<String, String> missing = AcceptSettings.missing(seat, situation);
            if (!missing.isEmpty()) {
                draft.add(new Step.AcceptTls(Targets.of(seat, situation), FileEdits.of(seat.service(), missing)));
            }
        }
    }
}
