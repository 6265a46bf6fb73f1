package dev.etcdtls.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class ExecStartFlagsTest {
    private static final ConfigStyle STYLE = new ConfigStyle.ExecStartFlags(Refused.FILE);

    static List<Arguments> refusals() {
        return List.of(
                Arguments.of("Type=notify", "it has no ExecStart="),
                Arguments.of("ExecStart=/x\nExecStart=", "it has no ExecStart="),
                Arguments.of("ExecStart=/x\nExecStart=/y", "it has several ExecStart=, which are all run"),
                Arguments.of("ExecStart=/x ; /y", "several commands, separated by ';'"),
                Arguments.of("ExecStart=/bin/sh -c 'exec /x --name=a'", "a shell starts the program ('/bin/sh -c')"),
                Arguments.of("ExecStart=-/usr/bin/env bash -ec /x", "a shell starts the program ('bash -ec')"),
                Arguments.of("ExecStart=/x --name", "--name stands there without a value"),
                Arguments.of("ExecStart=/x --name --v=2", "--name stands there without a value"),
                Arguments.of("ExecStart=/x --name $NAME", "is the variable $NAME, which may be several words"),
                Arguments.of("ExecStart=/x --v=2 -- rest", "its flags end at '--'"),
                Arguments.of("ExecStart=/x --v='2", "a quote is not closed, in '/x…'"),
                Arguments.of("ExecStart=/x --re=\\.", "an escape that systemd does not know"),
                Arguments.of("ExecStart=/x \"--name=a \\\n b\"", "goes over a line end"),
                Arguments.of("ExecStart=/x\r", "its lines end in carriage returns"));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void refuses(String service, String why) {
        Refused.byEditing(STYLE, "[Service]\n" + service, Map.of("name", "m1"), why);
    }

    @Test
    void refusesAValueThatNeedsQuotes() {
        Refused.byEditing(STYLE, "[Service]\nExecStart=/x\n", Map.of("name", "$(a) b"), "--name needs quotes");
        Refused.byEditing(STYLE, "[Service]\nExecStart=/x\n", Map.of("name", "%H"), "--name needs quotes");
    }

    @Test
    void refusesToTakeACommentAlong() {
        Refused.byEditing(
                STYLE,
                "[Service]\nExecStart=/x \\\n# the name\n --name=m1\n",
                Map.of("name", ""),
                "a comment stands inside a continued line");
    }

    @Test
    void theLastOfSeveralIsTheValue() {
        assertThat(ConfigEditor.value(STYLE, "[Service]\nExecStart=/x --name=a -name b\n", "name"))
                .contains("b");
    }

    @Test
    void aFileWithoutACommandHasNoValue() {
        assertThat(ConfigEditor.value(STYLE, "[Service]\nEnvironment=A=1\n", "name"))
                .isEmpty();
    }
}
