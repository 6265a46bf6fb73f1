package dev.etcdtls.cli;

import dev.etcdtls.adapter.journalfile.RunDirectory;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

@Command(
        name = "resume",
        mixinStandardHelpOptions = true,
        description = "Take a run up again: look at what is, and do what is missing of its plan.")
final class ResumeCommand implements Callable<Integer> {
    @ParentCommand
    private Main main = new Main();

    @Parameters(arity = "0..1", paramLabel = "RUN", description = "a run's name or folder (the latest)")
    private Optional<String> run = Optional.empty();

    @Mixin
    private RunFlags flags = new RunFlags();

    @Override
    public Integer call() {
        RunDirectory directory = RunFinder.find(main.flags().runDirectory, run);
        return new RunSession(main, directory, directory.readPlan()).run(flags);
    }
}
