package dev.etcdtls.report;

import dev.etcdtls.model.Digest;
import dev.etcdtls.plan.Baseline;
import dev.etcdtls.plan.Plan;
import dev.etcdtls.step.Phase;
import dev.etcdtls.step.Reason;
import dev.etcdtls.step.Step;
import java.util.Optional;
import java.util.stream.Collectors;

/** A plan as Markdown for a review: the same facts as the text, and every change of a file as a diff. */
public final class PlanMarkdown {
    private final StringBuilder text = new StringBuilder();
    private final Plan plan;
    private final PlanFacts facts;

    private PlanMarkdown(Plan plan) {
        this.plan = plan;
        this.facts = new PlanFacts(plan);
    }

    public static String of(Plan plan, Digest digest) {
        PlanMarkdown markdown = new PlanMarkdown(plan);
        markdown.header(digest);
        markdown.members();
        if (plan.steps().isEmpty()) {
            markdown.section("Steps");
            markdown.line("Nothing to do.");
        } else {
            markdown.steps();
            markdown.diffs();
        }
        return markdown.text.toString();
    }

    private void header(Digest digest) {
        Plan.Header header = plan.header();
        line("# Plan for cluster " + header.cluster() + ": " + facts.goal());
        line("");
        line("| | |");
        line("|---|---|");
        row("made", Words.moment(header.created()));
        row("valid until", Words.moment(header.ends()));
        row("digest", "`" + digest + "`");
        row("order of members", String.join(", ", facts.order()));
        row("how", facts.strategy());
        row("estimate", "about " + Words.about(Estimate.of(plan)) + " when nothing holds it");
        section("What is disturbed");
        facts.disturbances().forEach(line -> line("- " + line));
        if (!plan.notices().isEmpty()) {
            section("What to know first");
            plan.notices().forEach(notice -> line("- **" + notice + "**"));
        }
    }

    private void members() {
        section("The world this plan is bound to");
        line("If one of these facts moves, the plan is refused. etcd's cluster id is `"
                + plan.baseline().cluster() + "`.");
        line("");
        line("| member | id | host | etcd | peer URLs |");
        line("|---|---|---|---|---|");
        for (Baseline.MemberFacts member : plan.baseline().members()) {
            row(
                    member.name().toString(),
                    "`" + member.id() + "`",
                    member.host().toString(),
                    member.version().toString(),
                    member.peerUrls().stream().map(url -> "`" + url + "`").collect(Collectors.joining(" ")));
        }
    }

    private void steps() {
        section("Steps");
        Optional<Phase> last = Optional.empty();
        for (PlanFacts.Group group : facts.groups()) {
            Phase phase = group.first().phase();
            if (!last.equals(Optional.of(phase))) {
                line("");
                line("### " + phase.text());
                last = Optional.of(phase);
            }
            line("");
            int number = group.firstNumber();
            for (Step step : group.steps()) {
                String disruption = facts.disruptionText(step);
                line(number++ + ". `" + step.id() + "` " + StepTitle.of(step)
                        + (disruption.isEmpty() ? "" : " **[" + disruption + "]**"));
            }
            line("");
            line("   Why: " + Reason.of(group.first()) + ".  ");
            line("   Back: " + ReversalText.of(group.first()) + ".  ");
            if (SwitchText.of(group.first()).isPresent()) {
                line("   If the tool dies or is cut off: " + SwitchText.SHORT + ".  ");
            }
            line("   By hand: " + StepKind.runbook(group.first()));
        }
    }

    private void diffs() {
        section("Changes of files");
        for (Step step : plan.steps()) {
            StepDetail.diff(step).ifPresent(diff -> {
                line("");
                line("`" + step.id() + "`");
                line("");
                line("```diff");
                line(diff.stripTrailing());
                line("```");
            });
        }
    }

    private void section(String title) {
        line("");
        line("## " + title);
        line("");
    }

    private void row(String... cells) {
        line("| " + String.join(" | ", cells) + " |");
    }

    private void line(String line) {
        text.append(line).append('\n');
    }
}
