package dev.etcdtls.cli;

import dev.etcdtls.port.RunControl.Wish;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

@Command(
        name = "pause",
        mixinStandardHelpOptions = true,
        description = {
            "Ask the process that is at work on a run to rest at the next resting state, and to wait there for 'continue'.",
            "It keeps the lock and goes on watching the cluster. Must run on the same machine, as the same user."
        })
final class PauseCommand implements Callable<Integer> {
    @ParentCommand
    private Main main = new Main();

    @Parameters(arity = "0..1", paramLabel = "RUN", description = "a run's name or folder (the latest)")
    private Optional<String> run = Optional.empty();

    @Override
    public Integer call() {
        Steering steering = Steering.of(main, run);
        return steering.openWait()
                .map(wait -> steering.say("it waits already: " + steering.words(wait)))
                .orElseGet(() -> steering.ask(
                        new Wish.Pause(ThisProcess.person()),
                        "it rests at the next resting state, and waits there for: etcd-tls continue"));
    }
}
