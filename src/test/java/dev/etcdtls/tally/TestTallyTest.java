package dev.etcdtls.tally;

import static org.assertj.core.api.Assertions.assertThat;

import dev.etcdtls.tally.ReportedTest.Result;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class TestTallyTest {
    @Test
    void countsEachSort() {
        assertThat(TestTally.countsOf(List.of(
                        test("a.OneTest", Result.PASSED),
                        test("a.LayersArchitectureTest", Result.PASSED),
                        test("a.MigrationScenarioTest", Result.FAILED),
                        test("a.LabIT", Result.PASSED),
                        test("a.LabIT", Result.SKIPPED))))
                .isEqualTo("tests run: 1 unit, 1 architecture, 1 scenario, 1 lab; 1 skipped");
    }

    @Test
    void refusesASkippedLabTestAndAFailureAndOneThatNobodyRan() {
        List<String> faults = TestTally.faults(
                List.of(test("a.LabIT", Result.SKIPPED), test("a.OneTest", Result.FAILED)),
                new TreeSet<>(List.of("a.LabIT#works", "a.OtherIT#works")));

        assertThat(faults)
                .containsExactly("a.LabIT#works was skipped", "a.OneTest#works failed", "a.OtherIT#works did not run");
    }

    @Test
    void isContentWithARunThatDidAll() {
        assertThat(TestTally.faults(List.of(test("a.LabIT", Result.PASSED)), new TreeSet<>(List.of("a.LabIT#works"))))
                .isEmpty();
    }

    private static ReportedTest test(String className, Result result) {
        return new ReportedTest(className, "works", result);
    }
}
