package dev.etcdtls.report;

import dev.etcdtls.model.MemberId;
import dev.etcdtls.model.Quorum;
import dev.etcdtls.plan.Baseline;
import dev.etcdtls.plan.Goal;
import dev.etcdtls.plan.Plan;
import dev.etcdtls.step.Disruption;
import dev.etcdtls.step.Phase;
import dev.etcdtls.step.Step;
import java.util.ArrayList;
import java.util.List;

/** What the reviewer of a plan wants to know first; text and Markdown say it in the same words. */
record PlanFacts(Plan plan) {
    /** Consecutive steps of one kind: they share reason and reversal. */
    record Group(int firstNumber, List<Step> steps) {
        Step first() {
            return steps.getFirst();
        }
    }

    String goal() {
        return switch (plan.header().goal()) {
            case Goal.MutualTls _ -> "mutual TLS";
            case Goal.RestingState back ->
                "the way back to the resting state after " + back.after().text();
            case Goal.RenewedLeaves _ -> "renewed certificates";
            case Goal.RotatedCa _ -> "a new CA";
            case Goal.IssuerReady _ -> "an issuer that is ready";
        };
    }

    /** What the cluster has when every step is done. */
    String reached() {
        return plan.header().goal() instanceof Goal.RestingState back
                ? "is back in the resting state after " + back.after().text()
                : "has " + goal();
    }

    String strategy() {
        return switch (plan.header().strategy()) {
            case SAME_PORT -> "http and https listen side by side on the client port until plaintext is closed";
            case EXTRA_PORT ->
                "https listens on a port of its own beside plaintext, because this etcd loses plaintext calls when both"
                        + " share one; once plaintext is closed both ports speak https";
        };
    }

    /** Names of members in the order in which they are restarted. */
    List<String> order() {
        return plan.header().order().stream().map(this::nameOf).toList();
    }

    List<String> disturbances() {
        List<String> lines = new ArrayList<>();
        long restarts = plan.steps().stream()
                .filter(step -> disruption(step) == Disruption.ONE_MEMBER || disruption(step) == Disruption.OUTAGE)
                .count();
        if (restarts == 0) {
            lines.add("nothing: no member is restarted.");
        } else if (noRedundancy()) {
            lines.add(Words.count(restarts, "restart") + ", each an outage of a few seconds: a cluster of "
                    + Words.count(plan.baseline().members().size(), "member") + " has nobody to serve meanwhile.");
        } else {
            lines.add(Words.count(restarts, "restart") + " of members, one at a time; the others keep quorum. "
                    + "Who leads hands leadership on before it restarts, and clients of the member in work reconnect to"
                    + " another.");
        }
        List<String> consumers = plan.steps().stream()
                .filter(step -> disruption(step) == Disruption.CONSUMER)
                .map(Step::what)
                .toList();
        if (!consumers.isEmpty()) {
            lines.add("Consumers are restarted once each, one after the other: " + String.join(", ", consumers) + ".");
        }
        if (plan.steps().stream().anyMatch(step -> step.phase() == Phase.ENFORCE)) {
            lines.add("Plaintext is closed in phase enforce, after a person (or --approve enforce) said yes.");
        }
        if (plan.steps().stream().anyMatch(step -> step.phase() == Phase.REOPEN)) {
            lines.add("Plaintext is opened again in phase reopen, after a person (or --approve revert) said yes.");
        }
        if (plan.steps().stream().anyMatch(step -> step.phase() == Phase.WITHDRAW)) {
            lines.add("TLS is taken away in phase withdraw, after a person (or --approve revert) said yes.");
        }
        return lines;
    }

    List<Group> groups() {
        List<Group> groups = new ArrayList<>();
        List<Step> together = new ArrayList<>();
        int number = 0;
        for (Step step : plan.steps()) {
            if (!together.isEmpty() && together.getFirst().getClass() != step.getClass()) {
                groups.add(new Group(number - together.size() + 1, List.copyOf(together)));
                together.clear();
            }
            together.add(step);
            number++;
        }
        if (!together.isEmpty()) {
            groups.add(new Group(number - together.size() + 1, List.copyOf(together)));
        }
        return groups;
    }

    Disruption disruption(Step step) {
        return Disruption.of(step, noRedundancy());
    }

    /** {@code restarts m1}, {@code outage: restarts m1}, or nothing. */
    String disruptionText(Step step) {
        return switch (disruption(step)) {
            case NONE -> "";
            case CONSUMER -> "restarts consumer " + step.what();
            case ONE_MEMBER -> "restarts " + step.what();
            case OUTAGE -> "outage: restarts " + step.what();
        };
    }

    private boolean noRedundancy() {
        return new Quorum(Math.max(1, plan.baseline().members().size())).hasNoRedundancy();
    }

    private String nameOf(MemberId id) {
        return plan.baseline().members().stream()
                .filter(member -> member.id().equals(id))
                .map(Baseline.MemberFacts::name)
                .map(Object::toString)
                .findFirst()
                .orElse(id.toString());
    }
}
