package dev.etcdtls.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.etcdtls.journal.JournalEntry;
import dev.etcdtls.model.Digest;
import dev.etcdtls.model.ErrorCode;
import dev.etcdtls.model.Problem;
import dev.etcdtls.model.RunId;
import dev.etcdtls.plan.Plan;
import dev.etcdtls.report.RunReport.Ending;
import dev.etcdtls.step.Phase;
import dev.etcdtls.step.Step;
import dev.etcdtls.step.StepId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class RunReportTest {
    private static final Plan PLAN = SamplePlan.of(3);
    private static final RunReport.Run RUN =
            new RunReport.Run(new RunId("c1-20260301T093000Z"), "runs/c1-20260301T093000Z");
    private static final Problem DOWN = new Problem(
            ErrorCode.MEMBER_DOWN,
            "members/m3",
            "m3 does not serve: its unit is failed",
            "bring it back; journalctl -u etcd on m3 says why it ended");

    @Test
    void completedRun() {
        Golden.check("run-completed.txt", RunText.of(report(PLAN.steps().size(), new Ending.Completed())));
    }

    @Test
    void runThatRestsWhereItWasAskedTo() {
        Golden.check("run-reached.txt", RunText.of(report(12, new Ending.Reached(Phase.ACCEPT))));
    }

    @Test
    void stoppedRunSaysWhereItStandsAndWhatIsNext() {
        Golden.check(
                "run-stopped.txt",
                RunText.of(report(
                        10,
                        new Ending.Stopped(
                                Optional.of(new StepId("accept/m2")), List.of(DOWN), "yes: nothing was begun"))));
    }

    @Test
    void jsonHasTheSameFacts() {
        Golden.check(
                "run-stopped.json",
                JsonText.of(RunJson.of(
                        report(10, new Ending.Stopped(Optional.of(new StepId("accept/m2")), List.of(DOWN), "yes")),
                        3)));
    }

    @Test
    void restartsAreDistinctStarts() {
        assertThat(report(PLAN.steps().size(), new Ending.Completed()).restarts())
                .isEqualTo(Map.of("m1", 2, "m2", 2, "m3", 2));
    }

    @Test
    void aPlanThatIsNoLongerGoodIsMadeAnew() {
        Problem moved = new Problem(ErrorCode.WORLD_MOVED, "members/m1", "it moved", "plan again");

        assertThat(NextCommand.after(RUN, PLAN, List.of(moved))).isEqualTo("etcd-tls plan");
    }

    /** A person copies the line as it is: what is no command is a comment, and the flags that were given are there again. */
    @Test
    void theNextCommandIsWholeAndAnswersWhatWasMissing() {
        RunReport.Run run = new RunReport.Run(RUN.id(), RUN.folder(), "--identity ssh_key");
        Problem closing = new Problem(ErrorCode.CONSENT_MISSING, "phases/enforce", "needs a yes", "say it");
        Problem step = new Problem(ErrorCode.CONSENT_MISSING, "steps/accept/m1", "needs a yes", "say it");
        Problem stopped = new Problem(ErrorCode.STOPPED_BY_PERSON, "steps/accept/m1", "was asked to stop", "resume");

        assertThat(NextCommand.after(run, PLAN, List.of(closing)))
                .isEqualTo("etcd-tls resume runs/c1-20260301T093000Z --identity ssh_key --approve enforce"
                        + "   # or without the flag at a terminal, where it asks");
        assertThat(NextCommand.after(run, PLAN, List.of(step))).endsWith("ssh_key   # at a terminal, where it asks");
        assertThat(NextCommand.after(run, PLAN, List.of(stopped))).endsWith("ssh_key");
    }

    @Test
    void statusOfAHeldRun() {
        List<JournalEntry> journal = journal(10);
        journal.add(new JournalEntry.Held(SamplePlan.MADE, new StepId("accept/m2"), List.of(DOWN)));

        Golden.check("status-held.txt", status(journal).text());
        Golden.check("status-held.json", JsonText.of(status(journal).json()));
    }

    @Test
    void statusOfARunThatBrokeOff() {
        List<JournalEntry> journal = journal(10);
        journal.add(new JournalEntry.Started(SamplePlan.MADE, new StepId("accept/m2")));

        assertThat(status(journal).text()).contains("broken off, in accept/m2").contains("in doubt");
    }

    private static StatusReport status(List<JournalEntry> journal) {
        return new StatusReport(RUN, PLAN, Digest.of("sample"), journal, List.of());
    }

    private static RunReport report(int done, Ending ending) {
        return new RunReport(
                RUN,
                PLAN,
                journal(done),
                ending,
                new TreeMap<>(Map.of(
                        "acknowledged",
                        "1234",
                        "failed",
                        "0",
                        "ambiguous",
                        "1",
                        "lost",
                        "0",
                        "longest stall",
                        "0.31 s")));
    }

    private static List<JournalEntry> journal(int done) {
        List<JournalEntry> journal = new ArrayList<>();
        journal.add(new JournalEntry.Opened(SamplePlan.MADE, 1, RUN.id(), Digest.of("sample"), "ops at the terminal"));
        for (Step step : PLAN.steps().subList(0, done)) {
            journal.add(new JournalEntry.Started(SamplePlan.MADE, step.id()));
            journal.add(new JournalEntry.Finished(SamplePlan.MADE, step.id(), evidence(step)));
        }
        return journal;
    }

    private static TreeMap<String, String> evidence(Step step) {
        return switch (step.phase()) {
            case STAGE -> new TreeMap<>(Map.of("ends", "2026-03-31T09:30:00Z"));
            case ACCEPT, ENFORCE, REOPEN, WITHDRAW -> new TreeMap<>(Map.of("invocation", "of " + step.id()));
            case PREFLIGHT, BACKUP, CONSUMERS, CENSUS, VERIFY, RETIRE, UNSTAGE -> new TreeMap<>();
        };
    }
}
