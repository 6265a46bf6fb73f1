package dev.etcdtls.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.etcdtls.model.ProblemException;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class EnvironmentTextTest {
    static List<ConfigFixture> fixtures() throws IOException {
        return ConfigFixture.of("environment-file");
    }

    @ParameterizedTest
    @MethodSource("fixtures")
    void onlyTheNamedVariablesChange(ConfigFixture fixture) {
        Map<String, String> before = EnvironmentText.parse(fixture.before());
        Map<String, String> after = EnvironmentText.parse(fixture.after());
        fixture.edit().forEach((flag, value) -> {
            String variable = fixture.prefix().variable(flag);
            assertThat(after.getOrDefault(variable, "")).isEqualTo(value);
            before.remove(variable);
            after.remove(variable);
        });
        assertThat(after).isEqualTo(before);
    }

    /** One row for each rule of systemd 252 in {@code src/basic/env-file.c}. */
    static List<Arguments> values() {
        return List.of(
                Arguments.of("A=b", "b"),
                Arguments.of("A=", ""),
                Arguments.of("A", null),
                Arguments.of(" A = b c  ", "b c"),
                Arguments.of("A='b  '", "b  "),
                Arguments.of("A='b\\n'", "b\\n"),
                Arguments.of("A=\"b\\\"c\\x\"", "b\"c\\x"),
                Arguments.of("A=\"b\\\nc\"", "bc"),
                Arguments.of("A=\"b\nc\"", "b\nc"),
                Arguments.of("A=b\"c\"", "b\"c\""),
                Arguments.of("A=\"b\" 'c' d", "bcd"),
                Arguments.of("A=b\\ c\\  ", "b c "),
                Arguments.of("A=b # not a comment", "b # not a comment"),
                Arguments.of("A=$HOME", "$HOME"),
                Arguments.of("; A=b", null),
                Arguments.of("export A=b", null),
                Arguments.of("# comment \\\nA=b", null),
                Arguments.of("A=\"open", "open"),
                Arguments.of("A=b\nA=c", "c"));
    }

    @ParameterizedTest
    @MethodSource("values")
    void readsAsSystemdDoes(String text, @Nullable String value) {
        assertThat(EnvironmentText.parse(text).get("A")).isEqualTo(value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"OTHER=\"open\n", "OTHER=escaped\\", "OTHER=escaped\\\n"})
    void refusesToAddBehindAnOpenEnd(String text) {
        assertThatThrownBy(() -> EnvironmentText.edit(text, VariablePrefix.ETCD, new TreeMap<>(Map.of("name", "m1"))))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("ends inside a quote or an escaped line end");
    }
}
