package dev.etcdtls.cli;

import dev.etcdtls.adapter.journalfile.RunDirectories;
import dev.etcdtls.adapter.journalfile.RunDirectory;
import dev.etcdtls.plan.Plan;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

@Command(
        name = "apply",
        mixinStandardHelpOptions = true,
        description = {
            "Do exactly a plan. It is made again from a fresh look first, and refused unless the two are the same.",
            "Ctrl-C stops at the next resting state; a second one stops at once."
        })
final class ApplyCommand implements Callable<Integer> {
    @ParentCommand
    private Main main = new Main();

    @Parameters(paramLabel = "PLAN", description = "plan.json or its folder")
    private Path given = Path.of("plan");

    @Mixin
    private RunFlags flags = new RunFlags();

    @Override
    public Integer call() {
        Plan plan = PlanFile.read(given);
        if (plan.steps().isEmpty()) {
            main.voice().tell("the plan is empty: nothing to do");
            return ExitCode.DONE;
        }
        RunDirectory directory = new RunDirectories(main.flags().runDirectory)
                .create(plan.header().cluster(), Instant.now());
        directory.writePlan(plan);
        return new RunSession(main, directory, plan).run(flags);
    }
}
