package dev.etcdtls.acceptance.faults;

import dev.etcdtls.step.Phase;

/**
 * A moment of a run that the run's own files announce.
 *
 * @param step which of the phase's steps, from 0
 */
public record Moment(Phase phase, int step, Sign sign) {
    static final Moment EDITED_IN_ACCEPT = new Moment(Phase.ACCEPT, 0, Sign.EDITED);
    static final Moment EDITED_IN_ENFORCE = new Moment(Phase.ENFORCE, 0, Sign.EDITED);
    static final Moment RESTARTS_IN_ENFORCE = new Moment(Phase.ENFORCE, 1, Sign.RESTARTS);

    /** What is written when the moment has come. */
    public enum Sign {
        /** The journal has the start of the step. */
        STARTED,
        /** The settings on disk are edited, and the process still runs with the old ones. */
        EDITED,
        /** systemd was asked for the restart. */
        RESTARTS;

        /** Whether this is what a run has just written: a fact, or {@code started}. */
        public boolean isSaidBy(String word) {
            return switch (this) {
                case STARTED -> word.equals("started");
                case EDITED -> word.endsWith(" is edited");
                case RESTARTS -> word.endsWith(" restarts");
            };
        }
    }

    @Override
    public String toString() {
        String when = switch (sign) {
            case STARTED -> "when the step has started";
            case EDITED -> "after the edit";
            case RESTARTS -> "during the restart";
        };
        return "in " + phase.text() + ", step " + (step + 1) + ", " + when;
    }
}
