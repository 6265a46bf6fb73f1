package dev.etcdtls.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class FlagsInVariableTest {
    private static final ConfigStyle STYLE = new ConfigStyle.FlagsInVariable(Refused.FILE, "ARGS");

    static List<Arguments> refusals() {
        return List.of(
                Arguments.of("OTHER=1\n", "it does not set ARGS"),
                Arguments.of("# ARGS=\"--name=a\"\n", "it does not set ARGS"),
                Arguments.of("ARGS='--name=\"a\"'\n", "a flag in ARGS that is to be changed has quotes or escapes"),
                Arguments.of("ARGS=\"--name=a\\\\b\"\n", "a flag in ARGS that is to be changed has quotes or escapes"),
                Arguments.of("ARGS=\"--x='open\"\n", "a quote is not closed, in '--x…'"),
                Arguments.of("ARGS=\"--name\"\n", "--name stands there without a value"),
                Arguments.of("ARGS=\"sh -c x\"\n", "a shell starts the program"));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void refuses(String text, String why) {
        Refused.byEditing(STYLE, text, Map.of("name", "m1"), why);
    }

    @Test
    void aFileWithoutTheVariableHasNoValue() {
        assertThat(ConfigEditor.value(STYLE, "OTHER=\"--name=a\"\n", "name")).isEmpty();
    }

    @Test
    void aVariableHasAName() {
        assertThatThrownBy(() -> new ConfigStyle.FlagsInVariable(Refused.FILE, "A B"))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
