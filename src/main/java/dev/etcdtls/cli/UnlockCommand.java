package dev.etcdtls.cli;

import dev.etcdtls.adapter.terminal.Terminal;
import dev.etcdtls.model.ErrorCode;
import dev.etcdtls.model.Problem;
import dev.etcdtls.port.LockBreaker;
import dev.etcdtls.port.LockHolder;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

@Command(
        name = "unlock",
        mixinStandardHelpOptions = true,
        description = {
            "Break the lock of a run that is dead; the only way to do so. Names the holder and asks.",
            "A run that is alive keeps it. A dead run's lock lapses by itself within a minute."
        })
final class UnlockCommand implements Callable<Integer> {
    @ParentCommand
    private Main main = new Main();

    @Option(
            names = "--holder",
            required = true,
            paramLabel = "ID",
            description = "the run that holds it, as the message says")
    private String holder = "";

    @Option(names = "--yes", description = "do not ask")
    private boolean yes;

    @Override
    public Integer call() {
        Voice voice = main.voice();
        InventoryFile inventory = InventoryFile.read(main.flags().inventory);
        MemoryIdentity identity = new MemoryIdentity();
        try (Wiring wiring = new Wiring(main.flags(), inventory, identity)) {
            // Members that demand a certificate let nobody else at the lock.
            ShortIdentity.issue(wiring, identity).ifPresent(why -> voice.tell("no certificate: " + why.summary()));
            var unused = wiring.observer().observe(inventory.inventory());
            return unlock(voice, wiring.lockBreaker());
        }
    }

    private int unlock(Voice voice, LockBreaker lock) {
        Optional<LockHolder> found = lock.holder().orThrow();
        if (found.isEmpty()) {
            voice.result(() -> "nobody holds the lock\n", () -> Map.of("exitCode", ExitCode.DONE, "broken", false));
            return ExitCode.DONE;
        }
        if (found.get().run().equals(holder)) {
            Optional<Problem> no = asked(voice, found.get());
            if (no.isPresent()) {
                return voice.problems(List.of(no.get()));
            }
        }
        lock.breakLock(holder).orThrow();
        voice.result(
                () -> "the lock of " + found.get() + " is broken\n",
                () -> Map.of("exitCode", ExitCode.DONE, "broken", true, "holder", holder));
        return ExitCode.DONE;
    }

    /** Why it may not be broken: a person said no, or nobody could be asked. */
    private Optional<Problem> asked(Voice voice, LockHolder found) {
        if (yes) {
            return Optional.empty();
        }
        Optional<String> typed = Terminal.ofProcess(voice.err())
                .ask("The lock is held by " + found + ".\nIt is broken only if that run is dead, which takes some"
                        + " seconds to see.\nType 'yes' to break it, anything else leaves it: ");
        if (typed.filter(line -> line.strip().equals("yes")).isPresent()) {
            return Optional.empty();
        }
        return Optional.of(new Problem(
                typed.isPresent() ? ErrorCode.STOPPED_BY_PERSON : ErrorCode.CONSENT_MISSING,
                "cluster",
                "the lock was left as it is",
                "run it again at a terminal, or with --yes"));
    }
}
