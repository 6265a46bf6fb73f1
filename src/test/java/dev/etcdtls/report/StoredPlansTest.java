package dev.etcdtls.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.etcdtls.adapter.yaml.InventoryReader;
import dev.etcdtls.codec.PlanCodec;
import dev.etcdtls.plan.Plan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The plans below {@code plans/} were made by the tool from lab clusters: each is read, word for word, by every later version. */
class StoredPlansTest {
    private static final Path PLANS = Path.of("plans");

    static Stream<Path> folders() throws IOException {
        try (Stream<Path> all = Files.list(PLANS)) {
            return all.filter(Files::isDirectory).sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("folders")
    void aStoredPlanIsReadWithItsDigest(Path folder) throws IOException {
        String text = Files.readString(folder.resolve("plan.json"));
        Plan plan = PlanCodec.read(text);

        assertThat(PlanCodec.write(plan)).isEqualTo(text);
        assertThat(plan.steps()).isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("folders")
    void itsReviewIsWhatTheToolWritesToday(Path folder) throws IOException {
        Plan plan = PlanCodec.read(Files.readString(folder.resolve("plan.json")));

        Golden.check(folder.resolve("plan.md"), PlanMarkdown.of(plan, PlanCodec.digest(plan)));
    }

    @ParameterizedTest
    @MethodSource("folders")
    void theInventoryBesideItIsReadable(Path folder) {
        assertThat(InventoryReader.read(folder.resolve("inventory.yaml")).memberHosts())
                .isNotEmpty();
    }
}
