package dev.etcdtls.engine.action;

import dev.etcdtls.model.ErrorCode;
import dev.etcdtls.model.Problem;
import dev.etcdtls.port.Supervisor;

/** The words for a question that was not answered with yes. */
public final class Questions {
    private Questions() {}

    /** @param what that was asked for, as in "closing plaintext" */
    public static Problem notAnswered(Supervisor.Answer answer, String address, String what) {
        return switch (answer) {
            case STOP ->
                new Problem(
                        ErrorCode.STOPPED_BY_PERSON,
                        address,
                        what + " was declined",
                        "nothing more was done; resume when it may go on");
            case NOBODY ->
                new Problem(
                        ErrorCode.CONSENT_MISSING,
                        address,
                        what + " needs a yes, and nobody can be asked",
                        "resume on a terminal, or give the flag that says yes");
            case YES -> throw new IllegalArgumentException("yes is an answer");
        };
    }
}
