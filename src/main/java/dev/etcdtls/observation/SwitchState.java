package dev.etcdtls.observation;

import dev.etcdtls.model.FilePath;
import dev.etcdtls.model.RunId;
import java.time.Instant;
import java.util.List;

/**
 * A dead-man switch as it lies on a host.
 *
 * @param run that armed it
 * @param step the id of the step that it guards
 * @param at its deadline while it is armed, else when it fired; by the host's clock
 * @param left files that it did not put back, because somebody else has changed them since the step
 */
public record SwitchState(RunId run, String step, Stage stage, Instant at, List<FilePath> left) {
    public SwitchState {
        left = List.copyOf(left);
    }

    /** One that left no file to anybody. */
    public SwitchState(RunId run, String step, Stage stage, Instant at) {
        this(run, step, stage, at, List.of());
    }

    /** How far it is. */
    public enum Stage {
        /** It waits for its deadline, or is at work. */
        ARMED,
        /** It fired before the process was restarted: the files are as they were, nothing else was done. */
        PUT_BACK,
        /** It fired and found the process healthy with its new configuration: nothing was done. */
        LEFT_ALONE,
        /** It fired, put the files back and restarted the process, which is active again. */
        RESTARTED,
        /** It fired, put the files back and restarted the process, which did not become active. */
        RESTARTED_IN_VAIN,
        /** It fired and found that somebody else has changed every file since: nothing was done. */
        LEFT_TO_OTHERS
    }

    public boolean isArmed() {
        return stage == Stage.ARMED;
    }

    /** Whether it undid what the step had done. */
    public boolean undidTheStep() {
        return switch (stage) {
            case ARMED, LEFT_ALONE, LEFT_TO_OTHERS -> false;
            case PUT_BACK, RESTARTED, RESTARTED_IN_VAIN -> true;
        };
    }
}
