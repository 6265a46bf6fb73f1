package dev.etcdtls.journal;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/**
 * How far a step is, by the journal.
 *
 * <pre>
 *   TO_DO ──► STARTED ──► FINISHED
 *     │        │ ▲ └────► FAILED ──► STARTED, SATISFIED
 *     │        │ └ again after a crash
 *     └───► SATISFIED
 * </pre>
 *
 * <p>A finished or satisfied step may start again: what it gave can go away, as the tool's own certificate does when it expires.
 */
public enum StepState {
    TO_DO,
    /** Started without an end: in doubt. Only a look at the world says whether it happened. */
    STARTED,
    FINISHED,
    /** Nothing had to be done. */
    SATISFIED,
    FAILED;

    private static final Map<StepState, Set<StepState>> TABLE = new EnumMap<>(Map.of(
            TO_DO, EnumSet.of(STARTED, SATISFIED),
            STARTED, EnumSet.of(STARTED, FINISHED, SATISFIED, FAILED),
            FINISHED, EnumSet.of(STARTED),
            SATISFIED, EnumSet.of(STARTED),
            FAILED, EnumSet.of(STARTED, SATISFIED)));

    /** Whether the journal may go from this state to the next one; anything else is damage. */
    public boolean mayBecome(StepState next) {
        return TABLE.getOrDefault(this, Set.of()).contains(next);
    }

    /** Whether the step has reached its end. */
    public boolean isDone() {
        return this == FINISHED || this == SATISFIED;
    }
}
