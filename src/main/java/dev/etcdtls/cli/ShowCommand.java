package dev.etcdtls.cli;

import dev.etcdtls.codec.PlanCodec;
import dev.etcdtls.model.ErrorCode;
import dev.etcdtls.model.Problem;
import dev.etcdtls.model.ProblemException;
import dev.etcdtls.plan.Plan;
import dev.etcdtls.report.PlanText;
import dev.etcdtls.report.StepDetail;
import dev.etcdtls.step.StepId;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

@Command(
        name = "show",
        mixinStandardHelpOptions = true,
        description = "Show a plan: order, why, what it disturbs, how back, and the changes of files.")
final class ShowCommand implements Callable<Integer> {
    @ParentCommand
    private Main main = new Main();

    @Parameters(paramLabel = "PLAN", description = "plan.json or its folder")
    private Path given = Path.of("plan");

    @Option(
            names = "--step",
            paramLabel = "ID",
            description = "one step with all that it carries, for example accept/m2")
    private Optional<String> step = Optional.empty();

    @Option(names = "--diff", description = "the changes of files as well")
    private boolean diff;

    @Override
    public Integer call() {
        Plan plan = PlanFile.read(given);
        main.voice().document(() -> text(plan), () -> PlanCodec.write(plan));
        return ExitCode.DONE;
    }

    private String text(Plan plan) {
        if (step.isPresent()) {
            return StepDetail.of(plan, idOf(step.get())).orElseThrow(() -> noSuchStep(step.get()));
        }
        return PlanText.of(plan, PlanCodec.digest(plan)) + (diff ? PlanText.diffs(plan) : "");
    }

    private static StepId idOf(String text) {
        try {
            return new StepId(text);
        } catch (IllegalArgumentException _) {
            throw noSuchStep(text);
        }
    }

    private static ProblemException noSuchStep(String text) {
        return new ProblemException(new Problem(
                ErrorCode.FLAG_INVALID,
                "--step " + text,
                "the plan has no such step",
                "etcd-tls show PLAN lists the ids of all steps"));
    }
}
