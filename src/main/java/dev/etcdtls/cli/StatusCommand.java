package dev.etcdtls.cli;

import dev.etcdtls.adapter.journalfile.FileJournal;
import dev.etcdtls.adapter.journalfile.RunDirectory;
import dev.etcdtls.codec.PlanCodec;
import dev.etcdtls.journal.JournalEntry;
import dev.etcdtls.plan.Plan;
import dev.etcdtls.report.StatusReport;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

@Command(
        name = "status",
        mixinStandardHelpOptions = true,
        description = "Show how far a run is, by its journal; asks no host.")
final class StatusCommand implements Callable<Integer> {
    @ParentCommand
    private Main main = new Main();

    @Parameters(arity = "0..1", paramLabel = "RUN", description = "a run's name or folder (the latest)")
    private Optional<String> run = Optional.empty();

    @Override
    public Integer call() {
        RunDirectory directory = RunFinder.find(main.flags().runDirectory, run);
        Plan plan = directory.readPlan();
        FileJournal journal = directory.journal();
        List<JournalEntry> entries = journal.read();
        StatusReport status = new StatusReport(
                RunFinder.reported(directory, main.flags()), plan, PlanCodec.digest(plan), entries, journal.notices());
        main.voice().result(status::text, status::json);
        return ExitCode.DONE;
    }
}
