package dev.etcdtls.cli;

import dev.etcdtls.adapter.terminal.Terminal;
import dev.etcdtls.cli.RunFlags.Approve;
import dev.etcdtls.event.Event;
import dev.etcdtls.event.Event.WaitReason;
import dev.etcdtls.model.ErrorCode;
import dev.etcdtls.model.Problem;
import dev.etcdtls.port.RunControl.Wish;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

@Command(
        name = "continue",
        mixinStandardHelpOptions = true,
        description = {
            "Let a run that was paused go on. A run that waits for an answer gets it from here: the question is shown, and asked.",
            "Must run on the same machine, as the same user."
        })
final class ContinueCommand implements Callable<Integer> {
    @ParentCommand
    private Main main = new Main();

    @Parameters(arity = "0..1", paramLabel = "RUN", description = "a run's name or folder (the latest)")
    private Optional<String> run = Optional.empty();

    @Option(
            names = "--approve",
            paramLabel = "enforce|revert",
            description = "say yes to closing plaintext, or to going back to it, without being asked")
    private Optional<Approve> approve = Optional.empty();

    @Override
    public Integer call() {
        Steering steering = Steering.of(main, run);
        Optional<Event.WaitBegun> wait = steering.openWait();
        if (wait.isPresent()) {
            return answer(steering, wait.get());
        }
        if (steering.pauseIsPending()) {
            return steering.ask(new Wish.Continue("", ThisProcess.person()), "the pause is taken back");
        }
        return main.voice()
                .problems(List.of(new Problem(
                        ErrorCode.RUN_NOT_WAITING,
                        steering.address(),
                        "the run is at work and waits for nobody",
                        "watch it: etcd-tls status --watch")));
    }

    private int answer(Steering steering, Event.WaitBegun wait) {
        if (wait.reason() != WaitReason.PAUSED) {
            Optional<Problem> no = asked(steering, wait);
            if (no.isPresent()) {
                return main.voice().problems(List.of(no.get()));
            }
        }
        return steering.answer(wait);
    }

    /** Why it is no yes: a person said no, or nobody could be asked. */
    private Optional<Problem> asked(Steering steering, Event.WaitBegun wait) {
        if (approve.filter(what -> approves(what, wait.reason())).isPresent()) {
            return Optional.empty();
        }
        Optional<String> typed = Terminal.ofProcess(main.voice().err())
                .ask(steering.question(wait) + "Type 'yes' to go on; anything else leaves the run waiting.\n> ");
        if (typed.filter(line -> line.strip().equals("yes")).isPresent()) {
            return Optional.empty();
        }
        return Optional.of(new Problem(
                typed.isPresent() ? ErrorCode.STOPPED_BY_PERSON : ErrorCode.CONSENT_MISSING,
                steering.address(),
                "the run was left waiting: " + steering.words(wait),
                "run it again at a terminal" + flag(wait.reason()) + "; etcd-tls abort ends the run where it rests"));
    }

    private static boolean approves(Approve what, WaitReason reason) {
        return switch (what) {
            case ENFORCE -> reason == WaitReason.CLOSE_PLAINTEXT;
            case REVERT -> reason == WaitReason.GO_BACK;
        };
    }

    /** The flag that says yes to what a run waits for. */
    private static String flag(WaitReason reason) {
        return switch (reason) {
            case CLOSE_PLAINTEXT -> ", or with --approve enforce";
            case GO_BACK -> ", or with --approve revert";
            case PAUSED, PHASE, STEP, INCONCLUSIVE, OVER_BUDGET, TAKEN_BACK -> "";
        };
    }
}
