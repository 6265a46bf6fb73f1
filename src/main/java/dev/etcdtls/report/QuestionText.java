package dev.etcdtls.report;

import dev.etcdtls.event.Health;
import dev.etcdtls.plan.Plan;
import dev.etcdtls.port.Supervisor.Question;
import dev.etcdtls.step.Disruption;
import dev.etcdtls.step.Reason;
import dev.etcdtls.step.Step;
import java.util.List;
import java.util.stream.Stream;

/** How a gate's question is put to the person who supervises: what, why, whom it disturbs, how back, and how the cluster is now. */
public final class QuestionText {
    private static final int LABEL = 16;

    private final PlanFacts facts;

    public QuestionText(Plan plan) {
        this.facts = new PlanFacts(plan);
    }

    public String of(Question question, Health health) {
        Page page = new Page().blank();
        switch (question) {
            case Question.EnterPhase enter -> {
                page.line("Begin phase " + enter.phase().text() + "?").blank();
                steps(page, enter.steps());
                consequences(page, enter.steps());
            }
            case Question.DoStep one -> {
                page.line("Do this step?").blank();
                steps(page, List.of(one.step()));
                consequences(page, List.of(one.step()));
            }
            case Question.ClosePlaintext close -> {
                page.paragraph(
                        0,
                        "Close plaintext now? Nobody was seen to use it in the quiet time. A client that nobody declared"
                                + " and that was silent all along is cut from here on.");
                page.blank();
                steps(page, close.steps());
                consequences(page, close.steps());
            }
            case Question.GoBack back -> {
                page.paragraph(
                        0,
                        switch (back.phase()) {
                            case REOPEN ->
                                "Open plaintext again now? From then on whoever reaches a member's client port reads and"
                                        + " writes everything without a certificate, until plaintext is closed again.";
                            default ->
                                "Take TLS away now? Nobody but the tool was seen to use it in the quiet time. A client"
                                        + " that nobody declared and that was silent all along is cut from here on.";
                        });
                page.blank();
                steps(page, back.steps());
                consequences(page, back.steps());
            }
            case Question.GoOnInconclusive unclear -> {
                page.line("A fact could not be learned at " + unclear.step().id() + ". Go on all the same?")
                        .blank();
                page.block(2, ProblemText.of(unclear.problems()));
            }
            case Question.DoAgain again -> {
                page.line("The host took " + again.step() + " back by itself. Do it again?")
                        .blank();
                page.block(2, ProblemText.of(List.of(again.fired())));
            }
            case Question.GoOnOverBudget over -> {
                page.paragraph(
                                0,
                                "Clients had to bear more than the budget allows. Go on before "
                                        + over.step().id() + " all the same, and count anew?")
                        .blank();
                page.block(2, ProblemText.of(over.problems()));
            }
        }
        page.blank();
        HealthText.write(page, health);
        return page.blank().toString();
    }

    private static void steps(Page page, List<Step> steps) {
        steps.forEach(step -> page.item("  " + step.id(), 24, StepTitle.of(step)));
    }

    /** One line for each way in which the steps disturb, are reasoned, or are taken back. */
    private void consequences(Page page, List<Step> steps) {
        page.blank();
        each(page, "  why", steps.stream().map(Reason::of));
        List<String> restarted = steps.stream()
                .filter(step -> facts.disruption(step) != Disruption.NONE)
                .map(Step::what)
                .toList();
        boolean outage = steps.stream().anyMatch(step -> facts.disruption(step) == Disruption.OUTAGE);
        page.item("  disturbs", LABEL, disturbs(restarted, outage));
        each(page, "  back", steps.stream().map(ReversalText::of));
    }

    private static String disturbs(List<String> restarted, boolean outage) {
        if (restarted.isEmpty()) {
            return "nobody";
        }
        String who = restarted.size() == 1
                ? "restarts " + restarted.getFirst()
                : "restarts " + Words.list(restarted) + ", one after the other";
        return who + (outage ? ": each time an outage of some seconds" : "; the others keep quorum");
    }

    private static void each(Page page, String label, Stream<String> words) {
        String lead = label;
        for (String one : words.distinct().toList()) {
            page.item(lead, LABEL, one);
            lead = "";
        }
    }
}
