package dev.etcdtls.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.etcdtls.model.PeerUrl;
import dev.etcdtls.model.Problem;
import dev.etcdtls.step.Step;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class PlanComparisonTest {
    private static final Plan FRESH = Planning.plan(ObservedClusters.plaintext(3));
    private static final String NEXT = "; do not use this plan: make a new one and review it";

    @Test
    void aPlanThatPlanningGivesAgainPasses() {
        assertThat(PlanComparison.problems(FRESH, Planning.plan(ObservedClusters.plaintext(3))))
                .isEmpty();
    }

    @Test
    void anEditedUrlIsFoundWhateverItsDigestSays() {
        Plan altered = with(step ->
                step instanceof Step.EnforceTls enforce && enforce.what().equals("m2")
                        ? new Step.EnforceTls(
                                enforce.target(), enforce.edit(), List.of(PeerUrl.parse("http://198.51.100.99:2380")))
                        : step);

        assertThat(PlanComparison.problems(altered, FRESH))
                .extracting(Problem::toString)
                .containsExactly("PLAN_ALTERED at steps/enforce/m2: it is not what planning now gives: peerUrls is"
                        + " [http://198.51.100.99:2380] instead of [http://198.51.100.12:2380]" + NEXT);
    }

    @Test
    void aStepTooManyOrTooFewIsFound() {
        Plan shorter = new Plan(
                FRESH.header(),
                FRESH.inventory(),
                FRESH.baseline(),
                FRESH.steps().stream()
                        .filter(step -> !(step instanceof Step.TakeCensus))
                        .toList(),
                FRESH.notices());

        assertThat(PlanComparison.problems(shorter, FRESH))
                .extracting(Problem::toString)
                .containsExactly(
                        "PLAN_ALTERED at steps/census/plaintext: planning now gives this step, and the plan lacks it"
                                + NEXT);
        assertThat(PlanComparison.problems(FRESH, shorter))
                .extracting(Problem::toString)
                .containsExactly(
                        "PLAN_ALTERED at steps/census/plaintext: the plan has this step, and planning now does not give it"
                                + NEXT);
    }

    @Test
    void anotherOrderIsFound() {
        List<Step> steps = new ArrayList<>(FRESH.steps());
        Collections.swap(steps, 0, 1);
        Plan swapped = new Plan(FRESH.header(), FRESH.inventory(), FRESH.baseline(), steps, FRESH.notices());

        assertThat(PlanComparison.problems(swapped, FRESH))
                .extracting(Problem::toString)
                .containsExactly("PLAN_ALTERED at plan: its steps are in another order than planning now gives" + NEXT);
    }

    private static Plan with(UnaryOperator<Step> change) {
        return new Plan(
                FRESH.header(),
                FRESH.inventory(),
                FRESH.baseline(),
                FRESH.steps().stream().map(change).toList(),
                FRESH.notices());
    }
}
