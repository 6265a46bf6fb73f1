package dev.etcdtls.cli;

import dev.etcdtls.adapter.journalfile.FileJournal;
import dev.etcdtls.adapter.journalfile.RunDesk;
import dev.etcdtls.adapter.journalfile.RunDirectory;
import dev.etcdtls.adapter.terminal.Terminal;
import dev.etcdtls.adapter.terminal.TerminalSupervisor;
import dev.etcdtls.codec.PlanCodec;
import dev.etcdtls.engine.RunOptions;
import dev.etcdtls.engine.RunResult;
import dev.etcdtls.event.Event;
import dev.etcdtls.plan.Goal;
import dev.etcdtls.plan.Plan;
import dev.etcdtls.port.EventSink;
import dev.etcdtls.port.OperatorIdentity;
import dev.etcdtls.port.RunControl;
import dev.etcdtls.port.RunControl.Wish;
import dev.etcdtls.port.RunPorts;
import dev.etcdtls.report.ProgressLines;
import dev.etcdtls.report.QuestionText;
import dev.etcdtls.report.RunJson;
import dev.etcdtls.report.RunReport;
import dev.etcdtls.report.RunText;
import dev.etcdtls.report.WhereItStands;

/** Carries out a plan in the folder of a run and says what came of it: the common part of {@code apply} and {@code resume}. */
final class RunSession {
    private final Main main;
    private final RunDirectory directory;
    private final Plan plan;
    private final Voice voice;

    RunSession(Main main, RunDirectory directory, Plan plan) {
        this.main = main;
        this.directory = directory;
        this.plan = plan;
        this.voice = main.voice();
    }

    int run(RunFlags flags) {
        if (plan.header().goal() instanceof Goal.RestingState) {
            flags.demandNoUntil(main);
        }
        voice.tell("run " + directory.id() + " in " + directory.path());
        InventoryFile inventory = InventoryFile.of(plan);
        OperatorIdentity operator = Wiring.operatorOf(directory);
        FileJournal journal = directory.journal();
        try (RunDesk.Seat seat = directory.desk().sit(ThisProcess.asWorker());
                Wiring wiring = new Wiring(main.flags(), inventory, operator);
                StopSignal stop = StopSignal.listen(voice, this::whereItStands)) {
            RunPorts ports = new RunPorts(directory, journal, events(wiring), operator, supervisor(flags));
            RunOptions options = new RunOptions(flags.gate(), flags.until(), control(stop, seat));
            RunResult result =
                    wiring.migration(plan, ports, options, flags.proof()).run(PlanCodec.digest(plan));
            journal.notices().forEach(voice::tell);
            return tell(result, journal);
        }
    }

    /** A signal to the process itself stands above what was asked from elsewhere, and cannot be taken back. */
    private static RunControl control(StopSignal stop, RunDesk.Seat seat) {
        return () -> stop.isAsked() ? new Wish.Abort("a signal at its own terminal") : seat.wish();
    }

    private String whereItStands() {
        return WhereItStands.of(
                RunFinder.reported(directory, main.flags()),
                plan,
                directory.journal().read());
    }

    private int tell(RunResult result, FileJournal journal) {
        RunReport report = new RunReport(
                RunFinder.reported(directory, main.flags()),
                plan,
                journal.read(),
                switch (result) {
                    case RunResult.Completed _ -> new RunReport.Ending.Completed();
                    case RunResult.Reached reached -> new RunReport.Ending.Reached(reached.until());
                    case RunResult.Stopped stopped ->
                        new RunReport.Ending.Stopped(stopped.step(), stopped.problems(), stopped.safeToWait());
                },
                result.figures());
        int code = result instanceof RunResult.Stopped stopped ? ExitCode.of(stopped.problems()) : ExitCode.DONE;
        voice.result(() -> RunText.of(report), () -> RunJson.of(report, code));
        return code;
    }

    private EventSink events(Wiring wiring) {
        EventSink file = directory.events(wiring.pacer()::now);
        ProgressLines lines = new ProgressLines(plan);
        return new EventSink() {
            @Override
            public synchronized void tell(Event event) {
                file.tell(event);
                lines.of(event).forEach(voice::tell);
            }
        };
    }

    private TerminalSupervisor supervisor(RunFlags flags) {
        return new TerminalSupervisor(
                flags.consent(), Terminal.ofProcess(voice.err()), voice.err(), new QuestionText(plan)::of);
    }
}
