package dev.etcdtls.plan;

import dev.etcdtls.inventory.ConsumerEntry;
import dev.etcdtls.inventory.Inventory;
import dev.etcdtls.observation.ClusterObservation;
import dev.etcdtls.observation.KeptFile;
import dev.etcdtls.step.RemoveCertificates;
import dev.etcdtls.step.RevertAccept;
import dev.etcdtls.step.RevertEnforce;
import dev.etcdtls.step.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What the reviewer of a way back must know beside its steps. */
final class RevertNotices {
    private RevertNotices() {}

    static List<String> of(Inventory inventory, ClusterObservation seen, List<Step> steps) {
        if (steps.isEmpty()) {
            return List.of();
        }
        List<String> notices = new ArrayList<>();
        Notices.outages(seen, steps, notices);
        Notices.dependents(seen, steps, notices);
        Notices.unseen(inventory, seen, notices);
        Notices.ownKeys(seen, steps, notices);
        if (steps.stream().anyMatch(step -> step instanceof RevertEnforce)) {
            notices.add("RISK: from phase reopen on whoever reaches a member's client or peer port over plaintext has"
                    + " full access to etcd, as before the migration");
        }
        List<RevertAccept> withdraw = steps.stream()
                .flatMap(step -> step instanceof RevertAccept revert
                        ? java.util.stream.Stream.of(revert)
                        : java.util.stream.Stream.empty())
                .toList();
        if (!withdraw.isEmpty()) {
            notices.add(
                    "clients move back to plaintext after reopen and before withdraw, each with all its endpoints at"
                            + " once, to "
                            + withdraw.stream()
                                    .map(revert -> "http://" + revert.target().dial())
                                    .sorted()
                                    .collect(Collectors.joining(",")));
            for (ConsumerEntry consumer : inventory.consumers()) {
                notices.add("consumer " + consumer.name() + " on " + consumer.host()
                        + " must have moved back before TLS is taken away"
                        + seen.consumer(consumer.name())
                                .flatMap(observed -> KeptCopies.words(
                                        seen,
                                        observed,
                                        KeptFile.BASE.child(inventory.cluster().value())))
                                .map(copies -> ", by its owner: its former files are " + copies)
                                .orElse(""));
            }
        }
        notices.addAll(BalancerNotices.ofReversal(inventory, seen, steps));
        if (steps.stream().anyMatch(step -> step instanceof RemoveCertificates)) {
            notices.add("members' certificates and keys are removed from their hosts; the CA, its files and the"
                    + " certificates that clients got otherwise stay");
        }
        ConsumerNotices.removed(inventory, seen, steps, notices);
        notices.add("the run that is taken back cannot be resumed afterwards: going forward again is a new plan");
        return List.copyOf(notices);
    }
}
