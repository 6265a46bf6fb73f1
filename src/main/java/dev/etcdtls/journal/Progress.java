package dev.etcdtls.journal;

import dev.etcdtls.journal.JournalEntry.Consented;
import dev.etcdtls.journal.JournalEntry.Held;
import dev.etcdtls.journal.JournalEntry.Opened;
import dev.etcdtls.model.ErrorCode;
import dev.etcdtls.model.Problem;
import dev.etcdtls.model.ProblemException;
import dev.etcdtls.step.StepId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How far a run is: the fold of its journal. It says what was tried; only a fresh observation says what is.
 *
 * @param opened line one; empty before the run began
 * @param states of every step that the journal names, in the order of their first mention
 * @param consents every yes that was given
 * @param held why the run last stopped before a step, if nothing happened since
 * @param completed whether every step of the plan is done
 */
public record Progress(
        Optional<Opened> opened,
        Map<StepId, StepState> states,
        List<Consented> consents,
        Optional<Held> held,
        boolean completed) {
    public Progress {
        states = Collections.unmodifiableMap(new LinkedHashMap<>(states));
        consents = List.copyOf(consents);
    }

    /** What is to be done about a step when a run is taken up. */
    public enum Resumption {
        /** It never started, or it failed: guard, then do it. */
        DO,
        /** It started and nobody knows how far it came: every part of it looks first whether it is done. */
        DO_WHAT_IS_MISSING,
        /** It is done. */
        SKIP
    }

    /**
     * Folds the entries of one journal in their order.
     *
     * @throws ProblemException RUN_UNREADABLE when a step goes from one state to another that cannot follow it
     */
    public static Progress of(List<JournalEntry> entries) {
        Fold fold = new Fold();
        entries.forEach(fold::add);
        return new Progress(fold.opened, fold.states, fold.consents, fold.held, fold.completed);
    }

    public StepState state(StepId step) {
        return states.getOrDefault(step, StepState.TO_DO);
    }

    public boolean isDone(StepId step) {
        return state(step).isDone();
    }

    /** Steps that were started and have no end: at most one in a sound journal. */
    public List<StepId> inDoubt() {
        return states.entrySet().stream()
                .filter(entry -> entry.getValue() == StepState.STARTED)
                .map(Map.Entry::getKey)
                .toList();
    }

    public Resumption resumption(StepId step) {
        return switch (state(step)) {
            case TO_DO, FAILED -> Resumption.DO;
            case STARTED -> Resumption.DO_WHAT_IS_MISSING;
            case FINISHED, SATISFIED -> Resumption.SKIP;
        };
    }

    private static final class Fold {
        private final Map<StepId, StepState> states = new LinkedHashMap<>();
        private final List<Consented> consents = new ArrayList<>();
        private Optional<Opened> opened = Optional.empty();
        private Optional<Held> held = Optional.empty();
        private boolean completed;

        void add(JournalEntry entry) {
            held = entry instanceof Held now ? Optional.of(now) : Optional.empty();
            switch (entry) {
                case Opened line -> opened = Optional.of(line);
                case JournalEntry.Resumed _, Held _ -> {}
                case JournalEntry.Started started -> move(started.step(), StepState.STARTED);
                case JournalEntry.Finished finished -> move(finished.step(), StepState.FINISHED);
                case JournalEntry.Satisfied satisfied -> move(satisfied.step(), StepState.SATISFIED);
                case JournalEntry.Failed failed -> move(failed.step(), StepState.FAILED);
                case Consented consent -> consents.add(consent);
                case JournalEntry.Completed _ -> completed = true;
            }
        }

        private void move(StepId step, StepState next) {
            StepState now = states.getOrDefault(step, StepState.TO_DO);
            if (!now.mayBecome(next)) {
                throw new ProblemException(new Problem(
                        ErrorCode.RUN_UNREADABLE,
                        "steps/" + step,
                        "the journal goes from " + now + " to " + next + ", which cannot follow it",
                        "plan again from what is there: the journal was altered"));
            }
            states.put(step, next);
        }
    }
}
