package dev.etcdtls.cli;

import dev.etcdtls.adapter.journalfile.RunDesk;
import dev.etcdtls.adapter.journalfile.RunDirectory;
import dev.etcdtls.event.Event;
import dev.etcdtls.model.ErrorCode;
import dev.etcdtls.model.Problem;
import dev.etcdtls.model.ProblemException;
import dev.etcdtls.port.RunControl.Wish;
import dev.etcdtls.port.Worker;
import dev.etcdtls.report.LiveRun;
import dev.etcdtls.report.WaitText;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Asks something of the process that is at work on a run, from another terminal: the common part of pause, continue and abort. */
final class Steering {
    private static final Duration LONGEST = Duration.ofSeconds(20);
    private static final Duration PAUSE = Duration.ofMillis(200);

    private final Main main;
    private final RunDirectory directory;
    private final RunDesk desk;
    private final Worker worker;

    private Steering(Main main, RunDirectory directory, Worker worker) {
        this.main = main;
        this.directory = directory;
        this.desk = directory.desk();
        this.worker = worker;
    }

    /** @throws ProblemException RUN_NOT_AT_WORK when no process of this machine is at work on the run */
    static Steering of(Main main, Optional<String> run) {
        RunDirectory directory = RunFinder.find(main.flags().runDirectory, run);
        LiveRun live = RunFinder.live(directory, main.flags());
        Worker worker = live.worker()
                .orElseThrow(() -> new ProblemException(new Problem(
                        ErrorCode.RUN_NOT_AT_WORK,
                        directory.path().toString(),
                        "no process of this machine is at work on the run " + directory.id() + ": it is "
                                + live.status().state(),
                        live.status().next().orElse("nothing: every step of its plan is done"))));
        return new Steering(main, directory, worker);
    }

    String address() {
        return directory.path().toString();
    }

    /** The wait that the run is in now, if it is in one. */
    Optional<Event.WaitBegun> openWait() {
        return RunFinder.live(directory, main.flags()).openWait();
    }

    boolean pauseIsPending() {
        return desk.pending(worker).filter(wish -> wish instanceof Wish.Pause).isPresent();
    }

    String words(Event.WaitBegun wait) {
        return WaitText.words(wait);
    }

    /** The question of the wait as the run's own terminal shows it, with the cluster as it was last seen. */
    String question(Event.WaitBegun wait) {
        return WaitText.question(
                directory.readPlan(), wait, directory.events(Instant::now).read());
    }

    int ask(Wish wish, String whatHappens) {
        desk.ask(worker, Instant.now(), wish);
        return say("asked " + worker + ": " + whatHappens);
    }

    /** Answers a wait with yes, and sees that it is heard. */
    int answer(Event.WaitBegun wait) {
        desk.ask(worker, Instant.now(), new Wish.Continue(wait.name(), ThisProcess.person()));
        Instant deadline = Instant.now().plus(LONGEST);
        while (Instant.now().isBefore(deadline)) {
            if (!openWait().equals(Optional.of(wait))) {
                return say("heard by " + worker + ": the run goes on");
            }
            rest();
        }
        return say("asked " + worker + ", and not heard yet: it looks around first; see etcd-tls status --watch");
    }

    int say(String words) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("exitCode", ExitCode.DONE);
        object.put("run", directory.id().value());
        object.put("said", words);
        main.voice().result(() -> "run " + directory.id() + ": " + words + "\n", () -> object);
        return ExitCode.DONE;
    }

    private static void rest() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
