package dev.etcdtls.plan;

import dev.etcdtls.step.Step;
import java.util.List;
import java.util.stream.Stream;

/** What the plan itself leaves behind is named and removed. */
final class RetirePhase {
    private RetirePhase() {}

    static List<Step> steps(List<Step> backup) {
        return backup.stream()
                .flatMap(step -> step instanceof Step.KeepFiles keep ? Stream.of(keep) : Stream.empty())
                .<Step>map(keep -> new Step.RemoveLeftovers(keep.host(), List.of(keep.folder())))
                .toList();
    }
}
