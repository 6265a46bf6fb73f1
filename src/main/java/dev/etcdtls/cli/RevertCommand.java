package dev.etcdtls.cli;

import dev.etcdtls.adapter.journalfile.RunDirectories;
import dev.etcdtls.adapter.journalfile.RunDirectory;
import dev.etcdtls.codec.PlanCodec;
import dev.etcdtls.model.Problem;
import dev.etcdtls.plan.Goal;
import dev.etcdtls.plan.Plan;
import dev.etcdtls.plan.PlanOptions;
import dev.etcdtls.plan.PlanResult;
import dev.etcdtls.plan.TakenBack;
import dev.etcdtls.report.PlanText;
import dev.etcdtls.step.Phase;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

@Command(
        name = "revert",
        mixinStandardHelpOptions = true,
        description = {
            "Take a run back to a resting state that the cluster had, through mirrored guards, by a plan of its own.",
            "Works on a run that was stopped, broken off or ended with --until verify: its kept files must be there. The way back is",
            "a run itself: status and resume know it."
        })
final class RevertCommand implements Callable<Integer> {
    @ParentCommand
    private Main main = new Main();

    @Parameters(
            arity = "0..1",
            paramLabel = "RUN",
            description = "the run to take back, by name or folder (the latest)")
    private Optional<String> run = Optional.empty();

    @Option(
            names = "--to",
            paramLabel = "PHASE",
            description = {
                "the state after this phase: accept, consumers, census (plaintext beside TLS), stage (plaintext, certificates",
                "stay), backup (kept files stay) or preflight (as before the run, the default)"
            })
    private Phase to = Phase.PREFLIGHT;

    @Option(names = "--keep-certificates", description = "leave members' certificates on their hosts, unused")
    private boolean keepCertificates;

    @Option(
            names = "--accept-outage",
            description = "each restart of a cluster of one or two members is an outage, and that is accepted")
    private boolean acceptOutage;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "only write the plan there, for review; etcd-tls apply DIR carries it out")
    private Optional<Path> out = Optional.empty();

    @Mixin
    private RunFlags flags = new RunFlags();

    @Override
    public Integer call() {
        flags.demandNoUntil(main);
        RunDirectory taken = RunFinder.find(main.flags().runDirectory, run);
        Plan applied = taken.readPlan();
        return switch (plan(taken, applied)) {
            case PlanResult.NotNow(List<Problem> problems) -> main.voice().problems(problems);
            case PlanResult.Planned(Plan plan) -> planned(plan, taken);
        };
    }

    private PlanResult plan(RunDirectory taken, Plan applied) {
        InventoryFile inventory = InventoryFile.of(applied);
        Goal.RestingState goal = TakenBack.goal(
                withEarlier(taken, applied), to, keepCertificates ? Goal.Certificates.KEPT : Goal.Certificates.REMOVED);
        main.voice()
                .tell("taking back run " + taken.id() + "; looking at "
                        + inventory.inventory().hosts().size() + " hosts ...");
        try (Wiring wiring = new Wiring(main.flags(), inventory, new MemoryIdentity())) {
            return wiring.planning(main.voice()::tell)
                    .revert(
                            inventory.inventory(),
                            inventory.source(),
                            goal,
                            new PlanOptions(acceptOutage, false, List.of()));
        }
    }

    /** An earlier run may have done what this one found done. */
    private static List<Plan> withEarlier(RunDirectory taken, Plan applied) {
        List<Plan> plans = new ArrayList<>(List.of(applied));
        RunDirectories.before(taken).stream()
                .map(RunDirectory::readPlan)
                .filter(plan ->
                        plan.baseline().cluster().equals(applied.baseline().cluster()))
                .forEach(plans::add);
        return plans;
    }

    private int planned(Plan plan, RunDirectory taken) {
        Voice voice = main.voice();
        String text = PlanText.of(plan, PlanCodec.digest(plan));
        if (plan.steps().isEmpty()) {
            voice.document(() -> text, () -> PlanCodec.write(plan));
            return ExitCode.DONE;
        }
        if (out.isPresent()) {
            Path file = PlanFile.write(plan, out.get());
            voice.document(() -> text, () -> PlanCodec.write(plan));
            voice.tell("written   " + file + " and plan.md beside it; nothing was changed");
            voice.tell("then      etcd-tls apply " + file);
            return ExitCode.DONE;
        }
        voice.tell(text);
        RunDirectory directory = new RunDirectories(main.flags().runDirectory)
                .create(plan.header().cluster(), Instant.now());
        directory.writePlan(plan);
        // An issuer that is away must not stop the way back while the run's own certificate is still good.
        Wiring.operatorOf(taken).load().ifPresent(Wiring.operatorOf(directory)::store);
        return new RunSession(main, directory, plan).run(flags);
    }
}
