package dev.etcdtls.cli;

import dev.etcdtls.adapter.journalfile.RunDirectory;
import dev.etcdtls.report.LiveRun;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

@Command(
        name = "status",
        mixinStandardHelpOptions = true,
        description = "Show how far a run is and who is at work on it, by the files of its folder; asks no host.")
final class StatusCommand implements Callable<Integer> {
    @ParentCommand
    private Main main = new Main();

    @Parameters(arity = "0..1", paramLabel = "RUN", description = "a run's name or folder (the latest)")
    private Optional<String> run = Optional.empty();

    @Option(names = "--watch", description = "go on showing it until the process that is at work on it has ended")
    private boolean watch;

    @Override
    public Integer call() {
        RunDirectory directory = RunFinder.find(main.flags().runDirectory, run);
        if (watch) {
            new RunWatch(main, directory).untilItEnds();
        }
        LiveRun live = RunFinder.live(directory, main.flags());
        main.voice().result(() -> live.text(Instant.now()), live::json);
        return ExitCode.DONE;
    }
}
