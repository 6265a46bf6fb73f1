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
        Set<String> kinds = Stream.of(Step.class.getPermittedSubclasses())
                .map(kind -> StepKind.of(kind.asSubclass(Step.class)))
                .collect(Collectors.toSet());

        assertThat(pages(RUNBOOKS.resolve("steps"))).isEqualTo(kinds);
    }

    @Test
    void everyPhaseHasAPage() throws IOException {
        List<String> phases = Arrays.stream(Phase.values()).map(Phase::text).toList();

        assertThat(pages(RUNBOOKS)).containsAll(phases);
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
