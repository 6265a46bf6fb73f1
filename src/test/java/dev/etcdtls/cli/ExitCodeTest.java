package dev.etcdtls.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.etcdtls.model.ErrorCode;
import dev.etcdtls.model.Problem;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExitCodeTest {
    @Test
    void nothingWrongIsDone() {
        assertThat(ExitCode.of(List.of())).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "INVENTORY_INVALID, 2",
        "MEMBER_DOWN, 3",
        "GATE_FAILED, 4",
        "CONSENT_MISSING, 5",
        "WORLD_MOVED, 6",
        "LOCKED, 7",
        "MEMBER_DOWN NO_SUDO, 2",
        "MEMBER_DOWN WORLD_MOVED, 6",
        "NO_SUDO PROOF_FAILED MEMBER_DOWN, 4",
    })
    void theWorstDecides(String codes, int exitCode) {
        List<Problem> problems = Arrays.stream(codes.split(" "))
                .map(code -> new Problem(ErrorCode.valueOf(code), "hosts/m1", "is not right", "look"))
                .toList();

        assertThat(ExitCode.of(problems)).isEqualTo(exitCode);
    }
}
