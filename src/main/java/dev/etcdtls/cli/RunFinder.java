package dev.etcdtls.cli;

import dev.etcdtls.adapter.journalfile.FileJournal;
import dev.etcdtls.adapter.journalfile.RunDesk;
import dev.etcdtls.adapter.journalfile.RunDirectories;
import dev.etcdtls.adapter.journalfile.RunDirectory;
import dev.etcdtls.codec.PlanCodec;
import dev.etcdtls.journal.JournalEntry;
import dev.etcdtls.model.ErrorCode;
import dev.etcdtls.model.Problem;
import dev.etcdtls.model.ProblemException;
import dev.etcdtls.plan.Plan;
import dev.etcdtls.port.Worker;
import dev.etcdtls.report.LiveRun;
import dev.etcdtls.report.RunReport;
import dev.etcdtls.report.StatusReport;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Finds the run that a person means. */
final class RunFinder {
    private RunFinder() {}

    /** The run that was named, or the latest; a {@code ProblemException} when there is none. */
    static RunDirectory find(Path root, Optional<String> named) {
        RunDirectories runs = new RunDirectories(root);
        return named.map(runs::open)
                .or(runs::latest)
                .orElseThrow(() -> new ProblemException(new Problem(
                        ErrorCode.RUN_UNREADABLE,
                        root.toString(),
                        "there is no run yet",
                        "etcd-tls apply PLAN begins one; --run-dir names another folder of runs")));
    }

    /** The run with the process that is at work on it, if there is one, as the files of its folder show them now. */
    static LiveRun live(RunDirectory directory, GlobalFlags flags) {
        Plan plan = directory.readPlan();
        FileJournal journal = directory.journal();
        List<JournalEntry> entries = journal.read();
        StatusReport status =
                new StatusReport(reported(directory, flags), plan, PlanCodec.digest(plan), entries, journal.notices());
        RunDesk desk = directory.desk();
        Optional<Worker> worker = desk.atWork();
        return new LiveRun(
                status,
                worker,
                worker.flatMap(desk::pending),
                directory.events(Instant::now).read());
    }

    static RunReport.Run reported(RunDirectory directory, GlobalFlags flags) {
        return new RunReport.Run(directory.id(), directory.path().toString(), flags.access());
    }
}
