package dev.etcdtls.cli;

import dev.etcdtls.codec.PlanCodec;
import dev.etcdtls.model.Problem;
import dev.etcdtls.plan.Plan;
import dev.etcdtls.plan.PlanOptions;
import dev.etcdtls.plan.PlanResult;
import dev.etcdtls.report.PlanText;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

@Command(
        name = "plan",
        mixinStandardHelpOptions = true,
        description = {
            "Look at the cluster and write down what would be done, in order; changes nothing.",
            "Writes plan.json and plan.md. Planning again after a part was done plans the rest."
        })
final class PlanCommand implements Callable<Integer> {
    @ParentCommand
    private Main main = new Main();

    @Option(names = "--out", paramLabel = "DIR", description = "where the plan is written (plan)")
    private Path out = Path.of("plan");

    @Option(
            names = "--accept-outage",
            description = "each restart of a cluster of one or two members is an outage, and that is accepted")
    private boolean acceptOutage;

    @Option(names = "--accept-short-ttl", description = "certificates that live less than 7 days are accepted")
    private boolean acceptShortTtl;

    @Override
    public Integer call() {
        Voice voice = main.voice();
        InventoryFile inventory = InventoryFile.read(main.flags().inventory);
        try (Wiring wiring = new Wiring(main.flags(), inventory, new MemoryIdentity())) {
            voice.tell("looking at " + inventory.inventory().hosts().size() + " hosts ...");
            return switch (wiring.planning(voice::tell)
                    .plan(
                            inventory.inventory(),
                            inventory.source(),
                            new PlanOptions(acceptOutage, acceptShortTtl, List.of()))) {
                case PlanResult.NotNow(List<Problem> problems) -> voice.problems(problems);
                case PlanResult.Planned(Plan plan) -> planned(voice, plan);
            };
        }
    }

    private int planned(Voice voice, Plan plan) {
        Path file = PlanFile.write(plan, out);
        voice.document(() -> PlanText.of(plan, PlanCodec.digest(plan)), () -> PlanCodec.write(plan));
        if (plan.steps().isEmpty()) {
            return ExitCode.DONE;
        }
        voice.tell("");
        voice.tell("written   " + file + " and plan.md beside it; nothing was changed");
        voice.tell("review    etcd-tls show " + file + " --diff");
        voice.tell("then      etcd-tls apply " + file);
        return ExitCode.DONE;
    }
}
