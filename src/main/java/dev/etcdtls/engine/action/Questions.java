package dev.etcdtls.engine.action;

import dev.etcdtls.model.ErrorCode;
import dev.etcdtls.model.Problem;
import dev.etcdtls.port.Supervisor;
import dev.etcdtls.port.Supervisor.Question;
import dev.etcdtls.step.Step;
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
    static List<Step> steps(Question question) {
        return switch (question) {
            case Question.EnterPhase enter -> enter.steps();
            case Question.DoStep one -> List.of(one.step());
            case Question.ClosePlaintext close -> close.steps();
            case Question.GoOnInconclusive unclear -> List.of(unclear.step());
        };
    }
}
