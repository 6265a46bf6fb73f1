package dev.etcdtls.simulation;

import dev.etcdtls.journal.Progress;
import dev.etcdtls.model.Digest;
import dev.etcdtls.model.HostName;
import dev.etcdtls.plan.Plan;
import dev.etcdtls.step.ConsumerStep;
import dev.etcdtls.step.FileEdit;
import dev.etcdtls.step.RemoveCertificates;
import dev.etcdtls.step.RevertAccept;
import dev.etcdtls.step.RevertEnforce;
import dev.etcdtls.step.Step;
import dev.etcdtls.step.StepId;
import dev.etcdtls.step.TakeTlsCensus;
import dev.etcdtls.step.Target;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * L5: every effect happens while exactly one step of the plan is begun in the journal, on the host of that step, and a configuration file is
 * only ever what the plan showed. L8: a step that ends has its settings in the running process, not in a file alone.
 */
final class PlanLaw {
    private final SimulatedCluster cluster;
    private Optional<Plan> plan = Optional.empty();

    PlanLaw(SimulatedCluster cluster) {
        this.cluster = cluster;
    }

    void bind(Plan now) {
        plan = Optional.of(now);
    }

    /** A host that could not be looked at when the plan was made is not among its facts; no step works on it. */
    private boolean isBound(HostName host) {
        return plan.orElseThrow().baseline().hosts().stream()
                .anyMatch(bound -> bound.host().equals(host));
    }

    List<String> afterEffect(String what) {
        if (plan.isEmpty()) {
            return List.of("L5: an effect without a plan");
        }
        List<StepId> begun = Progress.of(cluster.run.journal()).inDoubt();
        List<String> broken = new ArrayList<>();
        if (settlesSwitch(what)) {
            // What a step left armed is settled before any step begins, or goes on.
        } else if (begun.size() != 1) {
            broken.add("L5: an effect while the steps " + begun + " are begun");
        } else if (!belongs(what, begun.getFirst())) {
            broken.add("L5: step " + begun.getFirst() + " has no such effect");
        }
        cluster.hostNames().stream()
                .filter(this::isBound)
                .filter(host ->
                        !planned(host).contains(Digest.of(cluster.host(host).configuration())))
                .forEach(host -> broken.add("L5: the configuration of " + host + " is none that the plan shows"));
        return broken;
    }

    List<String> finished(String id) {
        return plan.stream()
                .flatMap(now -> now.steps().stream())
                .filter(step -> step.id().value().equals(id))
                .flatMap(PlanLaw::change)
                .filter(change -> !isInForce(change))
                .map(change ->
                        "L8: " + id + " ended, and " + change.target().name() + " does not run with its settings")
                .toList();
    }

    private record Change(Target target, FileEdit edit) {}

    private boolean isInForce(Change change) {
        SimulatedMember member = cluster.memberOn(change.target().host()).orElseThrow();
        return member.ready
                && change.edit().set().entrySet().stream()
                        .allMatch(wanted ->
                                member.running().get(wanted.getKey()).orElse("").equals(wanted.getValue()));
    }

    /** What the host had when the plan was made, and what its steps make of it. */
    private Set<Digest> planned(HostName host) {
        Set<Digest> all = new LinkedHashSet<>();
        plan.stream()
                .flatMap(now -> now.baseline().hosts().stream())
                .filter(found -> found.host().equals(host))
                .forEach(found -> all.add(found.configuration()));
        plan.stream()
                .flatMap(now -> now.steps().stream())
                .flatMap(PlanLaw::change)
                .filter(change -> change.target().host().equals(host))
                .forEach(change -> all.add(change.edit().after()));
        return all;
    }

    private static boolean settlesSwitch(String what) {
        return what.endsWith(": settle the dead-man switch") || what.endsWith(": forget the dead-man switch");
    }

    /** Effects name their host, their member, or neither; a step of one host has effects there only. */
    private boolean belongs(String what, StepId step) {
        String phase = step.value().substring(0, step.value().indexOf('/'));
        String of = step.value().substring(step.value().indexOf('/') + 1);
        boolean rehearsal = step.value().equals("stage/rehearsal");
        if (what.startsWith("move leader ")) {
            return Set.of("accept", "enforce", "reopen", "withdraw").contains(phase);
        }
        if (what.startsWith("member update ")) {
            return Set.of("enforce", "reopen").contains(phase) && what.startsWith("member update " + of + " ");
        }
        if (what.startsWith("snapshot ")) {
            return of.equals("snapshot");
        }
        if (what.startsWith("sign ") || what.startsWith("issue ")) {
            return phase.equals("stage");
        }
        return rehearsal
                ? what.endsWith(" rehearsal")
                : hosts(step, of).stream().anyMatch(host -> what.startsWith(host + ": "));
    }

    /** A step for consumers names its hosts; any other is called after its own. */
    private List<String> hosts(StepId id, String of) {
        return plan.stream()
                .flatMap(now -> now.steps().stream())
                .filter(step -> step.id().equals(id))
                .flatMap(step -> step instanceof ConsumerStep consumers
                        ? consumers.hosts().stream().map(HostName::toString)
                        : Stream.of(of))
                .toList();
    }

    private static Stream<Change> change(Step step) {
        return switch (step) {
            case Step.AcceptTls accept -> Stream.of(new Change(accept.target(), accept.edit()));
            case Step.EnforceTls enforce -> Stream.of(new Change(enforce.target(), enforce.edit()));
            case RevertEnforce revert ->
                Stream.of(new Change(revert.target(), revert.back().edit()));
            case RevertAccept revert ->
                Stream.of(new Change(revert.target(), revert.back().edit()));
            case Step.KeepFiles _,
                    Step.TakeSnapshot _,
                    Step.IssueOperatorCertificate _,
                    Step.StageCertificate _,
                    Step.Rehearse _,
                    Step.TakeCensus _,
                    Step.VerifyEndState _,
                    Step.RemoveLeftovers _,
                    TakeTlsCensus _,
                    RemoveCertificates _,
                    ConsumerStep _ -> Stream.empty();
        };
    }
}
