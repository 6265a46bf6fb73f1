package dev.etcdtls.cli;

import dev.etcdtls.engine.proof.Proof;
import dev.etcdtls.engine.proof.Proofs;
import dev.etcdtls.engine.proof.RefusedClients;
import dev.etcdtls.inventory.Inventory;
import dev.etcdtls.observation.ClusterObservation;
import dev.etcdtls.report.CheckTable;
import dev.etcdtls.report.JsonText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

@Command(
        name = "verify",
        mixinStandardHelpOptions = true,
        description = "Prove that the cluster speaks mutual TLS and nothing else, refusals included; changes nothing.")
final class VerifyCommand implements Callable<Integer> {
    @ParentCommand
    private Main main = new Main();

    @Option(names = "--evidence", paramLabel = "DIR", description = "write the table there as well, as text and JSON")
    private Optional<Path> evidence = Optional.empty();

    @Override
    public Integer call() {
        Voice voice = main.voice();
        InventoryFile file = InventoryFile.read(main.flags().inventory);
        Inventory inventory = file.inventory();
        MemoryIdentity identity = new MemoryIdentity();
        try (Wiring wiring = new Wiring(main.flags(), file, identity)) {
            // Without one some statements cannot be tried, and the table says so.
            ShortIdentity.issue(wiring, identity).ifPresent(why -> voice.tell("no certificate: " + why.summary()));
            ClusterObservation seen = wiring.observer().observe(inventory);
            // Before the proofs, which are refused on purpose and would be among them.
            RefusedClients.Report refused = wiring.refusedClients().of(seen);
            List<Proof> proofs = wiring.proofs().all(seen, inventory, Optional.empty());
            CheckTable table = new CheckTable(
                    inventory.cluster().value(),
                    proofs.stream()
                            .map(proof -> new CheckTable.Check(proof.name(), proof.verdict(), proof.detail()))
                            .toList(),
                    new CheckTable.Refused(refused.since(), refused.lines()));
            int code = ExitCode.of(Proofs.verdict(proofs).problems());
            evidence.ifPresent(folder -> keep(folder, table, code));
            voice.result(table::text, () -> table.json(code));
            return code;
        }
    }

    private static void keep(Path folder, CheckTable table, int code) {
        try {
            Files.createDirectories(folder);
            Files.writeString(folder.resolve("end-state.txt"), table.text());
            Files.writeString(folder.resolve("end-state.json"), JsonText.of(table.json(code)));
        } catch (IOException e) {
            throw InitCommand.wrong("--evidence " + folder, "it cannot be written (" + e + ")", "name another folder");
        }
    }
}
