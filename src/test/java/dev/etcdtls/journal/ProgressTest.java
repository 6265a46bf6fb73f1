package dev.etcdtls.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.etcdtls.journal.JournalEntry.Failed;
import dev.etcdtls.journal.JournalEntry.Finished;
import dev.etcdtls.journal.JournalEntry.Satisfied;
import dev.etcdtls.journal.JournalEntry.Started;
import dev.etcdtls.journal.Progress.Resumption;
import dev.etcdtls.model.Digest;
import dev.etcdtls.model.ErrorCode;
import dev.etcdtls.model.Problem;
import dev.etcdtls.model.ProblemException;
import dev.etcdtls.model.RunId;
import dev.etcdtls.step.Phase;
import dev.etcdtls.step.StepId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ProgressTest {
    private static final Instant AT = Instant.parse("2026-01-01T00:00:00Z");
    private static final StepId STEP = new StepId("accept/m1");
    private static final Problem PROBLEM = new Problem(ErrorCode.STEP_FAILED, "hosts/m1", "it failed", "look");

    @Test
    void anEmptyJournalIsARunThatDidNotBegin() {
        Progress progress = Progress.of(List.of());
        assertThat(progress.opened()).isEmpty();
        assertThat(progress.resumption(STEP)).isEqualTo(Resumption.DO);
    }

    @Test
    void startedWithoutAnEndIsInDoubt() {
        Progress progress = Progress.of(List.of(opened(), new Started(AT, STEP)));
        assertThat(progress.inDoubt()).containsExactly(STEP);
        assertThat(progress.resumption(STEP)).isEqualTo(Resumption.DO_WHAT_IS_MISSING);
    }

    @Test
    void aFailedStepIsDoneAgainAndAFinishedOneIsNot() {
        assertThat(Progress.of(path(StepState.FAILED)).resumption(STEP)).isEqualTo(Resumption.DO);
        assertThat(Progress.of(path(StepState.FINISHED)).resumption(STEP)).isEqualTo(Resumption.SKIP);
        assertThat(Progress.of(path(StepState.SATISFIED)).isDone(STEP)).isTrue();
    }

    @Test
    void aHoldIsForgottenWhenTheRunGoesOn() {
        List<JournalEntry> entries =
                new ArrayList<>(List.of(opened(), new JournalEntry.Held(AT, STEP, List.of(PROBLEM))));
        assertThat(Progress.of(entries).held()).isPresent();
        entries.add(new JournalEntry.Resumed(AT, "ops"));
        assertThat(Progress.of(entries).held()).isEmpty();
    }

    @Test
    void keepsEveryConsentAndTheEnd() {
        Progress progress = Progress.of(List.of(
                opened(), new JournalEntry.Consented(AT, Phase.ENFORCE, "ops"), new JournalEntry.Completed(AT)));
        assertThat(progress.consents()).hasSize(1);
        assertThat(progress.completed()).isTrue();
    }

    /** Every pair of states is tried through a real journal: the table allows exactly what the fold accepts, and no state is out of reach. */
    @ParameterizedTest
    @EnumSource(StepState.class)
    void theFoldVisitsEveryTransitionOfTheTableAndNoOther(StepState from) {
        Set<StepState> accepted = new TreeSet<>();
        Set<StepState> allowed = new TreeSet<>();
        for (StepState to : StepState.values()) {
            if (from.mayBecome(to)) {
                allowed.add(to);
            }
            if (to != StepState.TO_DO && folds(from, to)) {
                accepted.add(to);
            }
        }
        assertThat(accepted).isEqualTo(allowed).isNotEmpty();
    }

    @Test
    void damageIsRefusedWithItsStep() {
        List<JournalEntry> entries = List.of(opened(), entry(StepState.FINISHED));
        assertThatThrownBy(() -> Progress.of(entries))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("RUN_UNREADABLE")
                .hasMessageContaining("accept/m1");
    }

    private static boolean folds(StepState from, StepState to) {
        List<JournalEntry> entries = path(from);
        entries.add(entry(to));
        try {
            return Progress.of(entries).state(STEP) == to;
        } catch (ProblemException _) {
            return false;
        }
    }

    /** The shortest journal that leads to a state. */
    private static List<JournalEntry> path(StepState to) {
        List<JournalEntry> entries = new ArrayList<>(List.of(opened()));
        switch (to) {
            case TO_DO -> {}
            case STARTED, SATISFIED -> entries.add(entry(to));
            case FINISHED, FAILED -> entries.addAll(List.of(entry(StepState.STARTED), entry(to)));
        }
        return entries;
    }

    private static JournalEntry entry(StepState state) {
        return switch (state) {
            case TO_DO -> throw new IllegalArgumentException("no entry leads back to the beginning");
            case STARTED -> new Started(AT, STEP);
            case FINISHED -> new Finished(AT, STEP, new TreeMap<>());
            case SATISFIED -> new Satisfied(AT, STEP);
            case FAILED -> new Failed(AT, STEP, List.of(PROBLEM));
        };
    }

    private static JournalEntry.Opened opened() {
        return new JournalEntry.Opened(AT, 1, new RunId("c1-20260101"), Digest.of("plan"), "ops");
    }
}
