package dev.etcdtls.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.etcdtls.model.ErrorCode;
import dev.etcdtls.report.StepKind;
import dev.etcdtls.step.Phase;
import dev.etcdtls.step.Step;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A message that names a runbook which is not there is worse than none: every code, kind and phase has its page, and no page is left over. */
class RunbooksArchitectureTest {
    private static final Path RUNBOOKS = Path.of("runbooks");

    @Test
    void everyErrorCodeHasAPageAndEveryPageACode() throws IOException {
        assertThat(pages(RUNBOOKS.resolve("what-if")))
                .isEqualTo(
                        Arrays.stream(ErrorCode.values()).map(ErrorCode::name).collect(Collectors.toSet()));
    }

    @Test
    void everyPageOfACodeAnswersTheFourQuestionsAndNamesItsExitCode() throws IOException {
        for (ErrorCode code : ErrorCode.values()) {
            assertThat(Files.readString(RUNBOOKS.resolve("what-if/" + code + ".md")))
                    .as(code.name())
                    .contains("## What it means", "## How to see it", "## What to do", "## How back")
                    .contains("Exit code " + code.severity().exitCode());
        }
    }

    @Test
    void everyKindOfStepHasAPageAndEveryPageAKind() throws IOException {
        Path steps = RUNBOOKS.resolve("steps");

        assertThat(withoutPage(SealedLeaves.of(Step.class), steps)).isEmpty();
        assertThat(pages(steps)).hasSameSizeAs(SealedLeaves.of(Step.class));
    }

    /** A step for consumers is of a family within the family: it has a page of its own, and the family has none. */
    @Test
    void aKindWithinAFamilyOfKindsIsMissedAsWell(@TempDir Path folder) throws IOException {
        Files.createFile(folder.resolve("stage-consumer-certificates.md"));

        assertThat(withoutPage(SealedLeaves.of(Step.class), folder))
                .contains("remove-consumer-certificates", "keep-files")
                .doesNotContain("stage-consumer-certificates", "consumer-step");
    }

    @Test
    void everyPhaseHasAPage() throws IOException {
        List<String> phases = Arrays.stream(Phase.values()).map(Phase::text).toList();

        assertThat(pages(RUNBOOKS)).containsAll(phases);
    }

    private static Set<String> withoutPage(Set<Class<? extends Step>> kinds, Path folder) throws IOException {
        Set<String> missing = kinds.stream().map(StepKind::of).collect(Collectors.toSet());
        missing.removeAll(pages(folder));
        return missing;
    }

    private static Set<String> pages(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".md"))
                    .map(name -> name.substring(0, name.length() - 3))
                    .collect(Collectors.toSet());
        }
    }
}
