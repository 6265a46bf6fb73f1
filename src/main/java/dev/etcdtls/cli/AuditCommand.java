package dev.etcdtls.cli;

import dev.etcdtls.model.Problem;
import dev.etcdtls.observation.ClusterObservation;
import dev.etcdtls.observation.HostFacts;
import dev.etcdtls.observation.Sight;
import dev.etcdtls.report.AuditJson;
import dev.etcdtls.report.AuditReport;
import dev.etcdtls.report.AuditText;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

@Command(
        name = "audit",
        mixinStandardHelpOptions = true,
        description =
                "Show which link speaks what, certificates with their ends, and who is connected; changes nothing.")
final class AuditCommand implements Callable<Integer> {
    @ParentCommand
    private Main main = new Main();

    @Override
    public Integer call() {
        Voice voice = main.voice();
        InventoryFile inventory = InventoryFile.read(main.flags().inventory);
        try (Wiring wiring = new Wiring(main.flags(), inventory, new MemoryIdentity())) {
            ClusterObservation seen = wiring.observer().observe(inventory.inventory());
            AuditReport audit = new AuditReport(inventory.inventory(), seen);
            voice.result(() -> AuditText.of(audit), () -> AuditJson.of(audit));
            return ExitCode.of(unseen(seen));
        }
    }

    /** What could not be looked at decides the exit code, so that nobody takes half an audit for a whole one. */
    static List<Problem> unseen(ClusterObservation seen) {
        return seen.hosts().stream()
                .flatMap(host -> switch (host.sight()) {
                    case Sight.Seen<HostFacts> _ -> Stream.<Problem>empty();
                    case Sight.Unseen<HostFacts>(Problem why) -> Stream.of(why);
                })
                .toList();
    }
}
