package dev.etcdtls.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The witnesses' own tests: that each sees what it is there to see, on small servers that lose things. Needs Go and no lab. */
@Tag("representative")
final class WitnessProgramsIT {

    @Test
    void theApiLoadSeesALostObjectAndALostEvent() {
        passes("apiload");
    }

    @Test
    void thePodTrafficCountsALostEcho() {
        passes("pods");
    }

    private static void passes(String program) {
        Path folder = Checkout.find().labSources(program);
        List<String> command = List.of("go", "test", "-count=1", ".");
        ExecResult result = LocalCommand.run(command, Map.of("CGO_ENABLED", "0"), folder);
        assertThat(result.exitCode()).as(result.stdout() + result.stderr()).isZero();
    }
}
