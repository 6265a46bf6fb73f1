package dev.etcdtls.plan;

import dev.etcdtls.inventory.CensusTimes;
import dev.etcdtls.inventory.ConsumerEntry;
import dev.etcdtls.observation.ClusterObservation;
import dev.etcdtls.step.Step;
import java.util.List;

/** Nobody speaks plaintext any more, before any member stops to. */
final class CensusPhase {
    private CensusPhase() {}

    /** A census if one of the steps closes a plaintext client listener. */
    static List<Step> steps(Situation situation, ClusterObservation accepted, List<Step> enforce) {
        if (enforce.stream().noneMatch(CensusPhase::closesClientListener)) {
            return List.of();
        }
        CensusTimes times = situation.inventory().tuning().census();
        return List.of(new Step.TakeCensus(
                Targets.all(situation, accepted),
                situation.inventory().consumers().stream()
                        .map(ConsumerEntry::name)
                        .toList(),
                times.quiet(),
                times.longest()));
    }

    private static boolean closesClientListener(Step step) {
        return step instanceof Step.EnforceTls enforce
                && (enforce.edit().set().containsKey(EnforceSettings.LISTEN_CLIENT)
                        || enforce.edit().set().containsKey(EnforceSettings.LISTEN_CLIENT_HTTP));
    }
}
