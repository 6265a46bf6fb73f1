package dev.etcdtls.cli;

import dev.etcdtls.adapter.journalfile.RunDirectories;
import dev.etcdtls.adapter.journalfile.RunDirectory;
import dev.etcdtls.model.ErrorCode;
import dev.etcdtls.model.Problem;
import dev.etcdtls.model.ProblemException;
import dev.etcdtls.report.RunReport;
import java.nio.file.Path;
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

    static RunReport.Run reported(RunDirectory directory, GlobalFlags flags) {
        return new RunReport.Run(directory.id(), directory.path().toString(), flags.access());
    }
}
