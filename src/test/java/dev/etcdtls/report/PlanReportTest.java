package dev.etcdtls.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.etcdtls.model.Digest;
import dev.etcdtls.plan.Plan;
import dev.etcdtls.step.StepId;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlanReportTest {
    private static final Digest DIGEST = Digest.of("sample");

    @Test
    void textOfThreeMembers() {
        Golden.check("plan-3.txt", PlanText.of(SamplePlan.of(3), DIGEST));
    }

    @Test
    void textAnnouncesTheOutageOfOneMember() {
        Golden.check("plan-1.txt", PlanText.of(SamplePlan.of(1), DIGEST));
    }

    @Test
    void markdownHasEveryDiff() {
        Golden.check("plan-3.md", PlanMarkdown.of(SamplePlan.of(3), DIGEST));
    }

    /** After a finished run: one line, and a document that says the same. */
    @Test
    void anEmptyPlanIsOneLine() {
        Plan sample = SamplePlan.of(3);
        Plan empty = new Plan(sample.header(), sample.inventory(), sample.baseline(), List.of(), List.of());

        assertThat(PlanText.of(empty, DIGEST))
                .isEqualTo("Nothing to do: cluster c1 has mutual TLS as the inventory wants it, and the plan is empty;"
                        + " etcd-tls verify proves it.\n");
        assertThat(PlanMarkdown.of(empty, DIGEST)).endsWith("## Steps\n\nNothing to do.\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"accept/m2", "stage/m1", "census/plaintext", "stage/rehearsal", "enforce/m3", "backup/m1"})
    void detailOfAStep(String id) {
        Golden.check(
                "step-" + id.replace('/', '-') + ".txt",
                StepDetail.of(SamplePlan.of(3), new StepId(id)).orElseThrow());
    }

    @Test
    void noLineOfTextIsWiderThanTheTerminal() {
        Plan plan = SamplePlan.of(3);

        assertThat(PlanText.of(plan, DIGEST).lines().filter(line -> line.length() > Page.WIDTH))
                .isEmpty();
    }

    @Test
    void everyStepIsInTheTextAndInMarkdown() {
        Plan plan = SamplePlan.of(3);
        var ids = plan.steps().stream().map(step -> step.id().toString()).collect(Collectors.toList());

        assertThat(PlanText.of(plan, DIGEST)).contains(ids);
        assertThat(PlanMarkdown.of(plan, DIGEST)).contains(ids);
    }
}
