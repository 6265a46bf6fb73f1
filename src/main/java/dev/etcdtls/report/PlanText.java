package dev.etcdtls.report;

import dev.etcdtls.model.Digest;
import dev.etcdtls.plan.Goal;
import dev.etcdtls.plan.Plan;
import dev.etcdtls.step.Phase;
import dev.etcdtls.step.Reason;
import dev.etcdtls.step.Step;
import java.util.Optional;

/** A plan for the terminal: what it is for, what it disturbs, its steps in order with why and how back. */
public final class PlanText {
    private final PlanFacts facts;
    private final Plan plan;

    private PlanText(Plan plan) {
        this.plan = plan;
        this.facts = new PlanFacts(plan);
    }

    /** The whole plan without file contents; one line when nothing is to do. */
    public static String of(Plan plan, Digest digest) {
        PlanText text = new PlanText(plan);
        return plan.steps().isEmpty() ? text.empty() : text.whole(digest);
    }

    private String empty() {
        if (plan.header().goal() instanceof Goal.RestingState back) {
            return "Nothing to take back: cluster " + plan.header().cluster() + " is no further than after "
                    + back.after().text() + ".\n";
        }
        return "Nothing to do: cluster " + plan.header().cluster() + " has " + facts.goal()
                + " as the inventory wants it, and the plan is empty; etcd-tls verify proves it.\n";
    }

    /** The changes of files, one unified diff each, secrets masked. */
    public static String diffs(Plan plan) {
        Page page = new Page();
        for (Step step : plan.steps()) {
            StepDetail.diff(step)
                    .ifPresent(diff -> page.heading(step.id().toString()).block(2, diff));
        }
        return page.toString();
    }

    private String whole(Digest digest) {
        Page page = new Page();
        Plan.Header header = plan.header();
        page.line("Plan for cluster " + header.cluster() + ": " + facts.goal() + " on "
                + Words.count(plan.baseline().members().size(), "member"));
        page.item("  made", 12, Words.moment(header.created()) + ", valid until " + Words.moment(header.ends()));
        page.item("  digest", 12, digest.toString());
        page.item("  order", 12, String.join(", ", facts.order()));
        page.item("  how", 12, facts.strategy());
        page.item("  estimate", 12, "about " + Words.about(Estimate.of(plan)) + " when nothing holds it");
        page.heading("What is disturbed");
        facts.disturbances().forEach(line -> page.paragraph(2, line));
        if (!plan.notices().isEmpty()) {
            page.heading("What to know first");
            plan.notices().forEach(notice -> page.item("  !", 4, notice));
        }
        steps(page);
        return page.toString();
    }

    private void steps(Page page) {
        Optional<Phase> last = Optional.empty();
        for (PlanFacts.Group group : facts.groups()) {
            Phase phase = group.first().phase();
            if (!last.equals(Optional.of(phase))) {
                page.heading("Phase " + phase.text());
                last = Optional.of(phase);
            }
            int number = group.firstNumber();
            for (Step step : group.steps()) {
                String disruption = facts.disruptionText(step);
                page.item(
                        String.format(java.util.Locale.ROOT, "  %3d  %s", number++, step.id()),
                        28,
                        StepTitle.of(step) + (disruption.isEmpty() ? "" : " [" + disruption + "]"));
            }
            page.item("       why", 13, Reason.of(group.first()));
            page.item("       back", 13, ReversalText.of(group.first()));
            if (SwitchText.of(group.first()).isPresent()) {
                page.item("       if cut", 13, SwitchText.SHORT);
            }
        }
    }
}
