package dev.etcdtls.cli;

import dev.etcdtls.port.RunControl.Wish;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

@Command(
        name = "abort",
        mixinStandardHelpOptions = true,
        description = {
            "Ask the process that is at work on a run to drive to the nearest resting state and to end there.",
            "Nothing is taken back; the run can be resumed. Must run on the same machine, as the same user."
        })
final class AbortCommand implements Callable<Integer> {
    @ParentCommand
    private Main main = new Main();

    @Parameters(arity = "0..1", paramLabel = "RUN", description = "a run's name or folder (the latest)")
    private Optional<String> run = Optional.empty();

    @Override
    public Integer call() {
        return Steering.of(main, run)
                .ask(
                        new Wish.Abort(ThisProcess.person()),
                        "it drives to the nearest resting state, ends there, and says at its own terminal which that is");
    }
}
