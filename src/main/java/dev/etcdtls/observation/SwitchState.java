package dev.etcdtls.observation;

import dev.etcdtls.model.RunId;
import java.time.Instant;

/**
 * A dead-man switch as it lies on a host.
 *
 * @param run that armed it
 * @param step the id of the step that it guards
 * @param at its deadline while it is armed, else when it fired; by the host's clock
 */
public record SwitchState(RunId run, String step, Stage stage, Instant at) {
    /** How far it is. */
    public enum Stage {
        /** It waits for its deadline. */
        ARMED,
        /** It fired before the process was restarted: the file is as it was, nothing else was done. */
        PUT_BACK,
        /** It fired and found the process healthy with its new configuration: nothing was done. */
        LEFT_ALONE,
        /** It fired, put the file back and restarted the process, which is active again. */
        RESTARTED,
        /** It fired, put the file back and restarted the process, which did not become active. */
        RESTARTED_IN_VAIN
    }

    public boolean isArmed() {
        return stage == Stage.ARMED;
    }

    /** Whether it undid what the step had done. */
    public boolean undidTheStep() {
        return switch (stage) {
            case ARMED, LEFT_ALONE -> false;
            case PUT_BACK, RESTARTED, RESTARTED_IN_VAIN -> true;
        };
    }
}
