package dev.etcdtls.report;

import dev.etcdtls.port.Supervisor.Question;
import dev.etcdtls.step.Reason;
import dev.etcdtls.step.Step;
import java.util.List;

/** How a gate's question is put to the person who supervises. */
public final class QuestionText {
    private QuestionText() {}

    public static String of(Question question) {
        Page page = new Page().blank();
        switch (question) {
            case Question.EnterPhase enter -> {
                page.line("Begin phase " + enter.phase().text() + "?");
                steps(page, enter.steps());
            }
            case Question.DoStep one -> {
                page.line("Do this step?");
                steps(page, List.of(one.step()));
                page.item("  why", 8, Reason.of(one.step()));
                page.item("  back", 8, ReversalText.of(one.step()));
            }
            case Question.ClosePlaintext close -> {
                page.paragraph(
                        0,
                        "Close plaintext now? Nobody was seen to use it in the quiet time. A client that nobody declared"
                                + " and that was silent all along is cut from here on.");
                steps(page, close.steps());
            }
            case Question.GoOnInconclusive unclear -> {
                page.line("A fact could not be learned at " + unclear.step().id() + ". Go on all the same?");
                page.block(2, ProblemText.of(unclear.problems()));
            }
        }
        return page.toString();
    }

    private static void steps(Page page, List<Step> steps) {
        steps.forEach(step -> page.item("  " + step.id(), 24, StepTitle.of(step)));
    }
}
