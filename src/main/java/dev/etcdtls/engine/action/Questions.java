package dev.etcdtls.engine.action;

import dev.etcdtls.event.Event.WaitReason;
import dev.etcdtls.model.ErrorCode;
import dev.etcdtls.model.Problem;
import dev.etcdtls.port.Supervisor;
import dev.etcdtls.port.Supervisor.Question;
import dev.etcdtls.step.Step;
import dev.etcdtls.step.StepId;
import java.util.List;

/** The words for a question that was not answered with yes. */
final class Questions {
    private Questions() {}

    /**
     * Nothing for a yes.
     *
     * @param what that was asked for, as in "closing plaintext"
     */
    static List<Problem> words(Supervisor.Answer answer, String address, String what) {
        return switch (answer) {
            case STOP ->
                List.of(new Problem(
                        ErrorCode.STOPPED_BY_PERSON,
                        address,
                        what + " was declined",
                        "nothing more was done; resume when it may go on"));
            case NOBODY ->
                List.of(new Problem(
                        ErrorCode.CONSENT_MISSING,
                        address,
                        what + " needs a yes, and nobody can be asked",
                        "resume on a terminal, or give the flag that says yes"));
            case YES -> List.of();
        };
    }

    /** The steps that a question is about. */
    static List<StepId> steps(Question question) {
        return switch (question) {
            case Question.EnterPhase enter -> ids(enter.steps());
            case Question.DoStep one -> List.of(one.step().id());
            case Question.ClosePlaintext close -> ids(close.steps());
            case Question.GoBack back -> ids(back.steps());
            case Question.GoOnInconclusive unclear -> List.of(unclear.step().id());
            case Question.GoOnOverBudget over -> List.of(over.step().id());
            case Question.DoAgain again -> List.of(again.step());
        };
    }

    private static List<StepId> ids(List<Step> steps) {
        return steps.stream().map(Step::id).toList();
    }

    /** What gives rise to a question. */
    static List<Problem> problems(Question question) {
        return switch (question) {
            case Question.EnterPhase _, Question.DoStep _, Question.ClosePlaintext _, Question.GoBack _ -> List.of();
            case Question.GoOnInconclusive unclear -> unclear.problems();
            case Question.GoOnOverBudget over -> over.problems();
            case Question.DoAgain again -> List.of(again.fired());
        };
    }

    static WaitReason reason(Question question) {
        return switch (question) {
            case Question.EnterPhase _ -> WaitReason.PHASE;
            case Question.DoStep _ -> WaitReason.STEP;
            case Question.ClosePlaintext _ -> WaitReason.CLOSE_PLAINTEXT;
            case Question.GoBack _ -> WaitReason.GO_BACK;
            case Question.GoOnInconclusive _ -> WaitReason.INCONCLUSIVE;
            case Question.GoOnOverBudget _ -> WaitReason.OVER_BUDGET;
            case Question.DoAgain _ -> WaitReason.TAKEN_BACK;
        };
    }
}
