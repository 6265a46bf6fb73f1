package dev.etcdtls.cli;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

@Command(
        name = "pki",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        description = "The issuer's side: mount, CA, roles and least-privilege policies.",
        subcommands = {PkiCommand.Bootstrap.class, PkiCommand.Show.class})
final class PkiCommand implements Runnable {
    @ParentCommand
    private Main main = new Main();

    @Override
    public void run() {
        throw main.usage("say bootstrap or show");
    }

    @Command(
            name = "bootstrap",
            mixinStandardHelpOptions = true,
            description = "Make what is missing at the issuer; what is there and fits stays as it is.")
    static final class Bootstrap implements Callable<Integer> {
        @ParentCommand
        private PkiCommand pki = new PkiCommand();

        @Override
        public Integer call() {
            return pki.run(Wiring::bootstrapPki);
        }
    }

    @Command(
            name = "show",
            mixinStandardHelpOptions = true,
            description = "Show what is there and what bootstrap would make; changes nothing.")
    static final class Show implements Callable<Integer> {
        @ParentCommand
        private PkiCommand pki = new PkiCommand();

        @Override
        public Integer call() {
            return pki.run(Wiring::showPki);
        }
    }

    private int run(java.util.function.Function<Wiring, List<PkiLine>> what) {
        InventoryFile inventory = InventoryFile.read(main.flags().inventory);
        try (Wiring wiring = new Wiring(main.flags(), inventory, new MemoryIdentity())) {
            List<PkiLine> lines = what.apply(wiring);
            main.voice().result(() -> PkiLine.text(lines), () -> Map.of("pki", lines));
            return ExitCode.DONE;
        }
    }
}
