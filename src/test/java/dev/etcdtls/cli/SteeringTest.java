package dev.etcdtls.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.etcdtls.adapter.journalfile.EventFile;
import dev.etcdtls.adapter.journalfile.RunDesk;
import dev.etcdtls.adapter.journalfile.RunDirectories;
import dev.etcdtls.adapter.journalfile.RunDirectory;
import dev.etcdtls.event.Event;
import dev.etcdtls.event.Event.WaitReason;
import dev.etcdtls.plan.Plan;
import dev.etcdtls.port.RunControl.Wish;
import dev.etcdtls.port.Worker;
import dev.etcdtls.simulation.SimulatedCluster;
import dev.etcdtls.simulation.Trial;
import dev.etcdtls.step.Phase;
import dev.etcdtls.step.Step;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The commands of a second terminal, on a run's folder at whose desk the test sits. */
@Timeout(60)
class SteeringTest {
    private static final Plan PLAN = Trial.of(new SimulatedCluster(3)).plan();
    private static final Worker ADA =
            new Worker("one", 4711, "ada", "adasbox", Instant.now().minusSeconds(60));

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    Path runs;

    private RunDirectory run;

    @BeforeEach
    void aRun() {
        run = new RunDirectories(runs).create(PLAN.header().cluster(), Instant.now());
        run.writePlan(PLAN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"pause", "continue", "abort"})
    void whereNobodyIsAtWorkTheCommandSaysSoAndWhatToDoInstead(String command) {
        assertThat(call(command)).isEqualTo(3);
        assertThat(err.toString().replaceAll("\\s+", " "))
                .contains("RUN_NOT_AT_WORK", "no process of this machine is at work on the run", "it is not begun")
                .contains("etcd-tls resume " + run.path());
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void pauseIsHeardByTheProcessAtWork() {
        try (RunDesk.Seat seat = run.desk().sit(ADA)) {
            assertThat(call("pause")).isZero();
            assertThat(seat.wish()).isInstanceOf(Wish.Pause.class);
            assertThat(out.toString())
                    .contains("asked ada on adasbox, process 4711: it rests at the next resting state");

            assertThat(call("continue")).isZero();
            assertThat(seat.wish()).isInstanceOf(Wish.Continue.class);
            assertThat(out.toString()).contains("the pause is taken back");
        }
    }

    @Test
    void abortIsHeardByTheProcessAtWork() {
        try (RunDesk.Seat seat = run.desk().sit(ADA)) {
            assertThat(call("abort", run.id().value())).isZero();
            assertThat(seat.wish()).isInstanceOf(Wish.Abort.class);
        }
    }

    @Test
    void aYesIsNotKeptForAQuestionThatNobodyHasAsked() {
        try (RunDesk.Seat seat = run.desk().sit(ADA)) {
            assertThat(call("continue", "--approve", "enforce")).isEqualTo(3);
            assertThat(err.toString()).contains("RUN_NOT_WAITING", "waits for nobody");
            assertThat(seat.wish()).isEqualTo(new Wish.None());
        }
    }

    @Test
    void aPausedRunIsContinuedWithoutAQuestion() throws InterruptedException {
        try (RunDesk.Seat seat = run.desk().sit(ADA)) {
            begin("pause@1", WaitReason.PAUSED);
            assertThat(call("pause")).isZero();
            assertThat(out.toString()).contains("it waits already: paused before enforce/");

            Thread heard = hears(seat, "pause@1");
            assertThat(call("continue")).isZero();
            heard.join();
            assertThat(out.toString()).contains("heard by ada on adasbox, process 4711: the run goes on");
        }
    }

    /** Closing plaintext needs a yes: where nobody can be asked, only the flag is one. */
    @Test
    void theGateBeforePlaintextIsClosedIsNotPassedByTheWay() throws InterruptedException {
        try (RunDesk.Seat seat = run.desk().sit(ADA)) {
            begin("phases/enforce@7", WaitReason.CLOSE_PLAINTEXT);
            assertThat(call("continue")).isEqualTo(5);
            assertThat(err.toString()).contains("CONSENT_MISSING", "the run was left waiting");
            assertThat(seat.wish()).isEqualTo(new Wish.None());

            Thread heard = hears(seat, "phases/enforce@7");
            assertThat(call("continue", "--approve", "enforce")).isZero();
            heard.join();
        }
    }

    /** That flag is no answer to anything else. */
    @Test
    void whatCouldNotBeToldIsNotApprovedByAFlag() {
        try (RunDesk.Seat seat = run.desk().sit(ADA)) {
            begin("steps/accept/m2@9", WaitReason.INCONCLUSIVE);
            assertThat(call("continue", "--approve", "enforce")).isEqualTo(5);
            assertThat(seat.wish()).isEqualTo(new Wish.None());
        }
    }

    /** What an earlier process waited for when it was killed is over with it. */
    @Test
    void anOldWaitIsNotAnswered() {
        begin("phases/enforce@7", WaitReason.CLOSE_PLAINTEXT);
        Worker later = new Worker("two", 4712, "bob", "bobsbox", Instant.now().plusSeconds(5));
        try (RunDesk.Seat seat = run.desk().sit(later)) {
            assertThat(call("continue", "--approve", "enforce")).isEqualTo(3);
            assertThat(seat.wish()).isEqualTo(new Wish.None());
        }
    }

    @Test
    void statusShowsTheProcessAndWhatItWaitsFor() {
        try (RunDesk.Seat _ = run.desk().sit(ADA)) {
            begin("phases/enforce@7", WaitReason.CLOSE_PLAINTEXT);
            assertThat(call("status")).isZero();
            assertThat(out.toString())
                    .contains(": waits (0 of " + PLAN.steps().size() + " steps done)")
                    .contains("ada on adasbox, process 4711")
                    .contains("at the gate before plaintext is closed, for a yes");

            assertThat(call("status", "--output", "json")).isZero();
            assertThat(out.toString()).contains("\"pid\" : 4711", "\"waits\" : \"at the gate");
        }
        assertThat(call("status")).isZero();
        assertThat(out.toString()).contains("not begun");
    }

    @Test
    void aWatchTellsWhatHappensAndEndsWithTheProcess() throws InterruptedException {
        RunDesk.Seat seat = run.desk().sit(ADA);
        Thread ends = Thread.ofVirtual().start(() -> {
            while (err.toString().isEmpty()) {
                Thread.onSpinWait();
            }
            events().tell(new Event.StepProgress(PLAN.steps().getFirst().id(), "leader moved to m2"));
            seat.close();
        });
        assertThat(call("status", "--watch")).isZero();
        ends.join();
        assertThat(err.toString()).contains("at work between two steps", "leader moved to m2");
        assertThat(out.toString()).startsWith("Run c1-").contains("next");
    }

    private void begin(String name, WaitReason reason) {
        List<Step> enforce = PLAN.steps().stream()
                .filter(step -> step.phase() == Phase.ENFORCE)
                .toList();
        events().tell(new Event.WaitBegun(
                name, reason, enforce.stream().map(Step::id).toList(), List.of()));
    }

    /** Sits at the desk as a run does that hears the answer to a wait. */
    private Thread hears(RunDesk.Seat seat, String name) {
        return Thread.ofVirtual().start(() -> {
            while (!(seat.wish() instanceof Wish.Continue go && go.name().equals(name))) {
                Thread.onSpinWait();
            }
            events().tell(new Event.WaitEnded(name, "continued"));
        });
    }

    private EventFile events() {
        return run.events(Instant::now);
    }

    private int call(String... arguments) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--run-dir", runs.toString()));
        return Main.run(new PrintWriter(out, true), new PrintWriter(err, true), all.toArray(String[]::new));
    }
}
