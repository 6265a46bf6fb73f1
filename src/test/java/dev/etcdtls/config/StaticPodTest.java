package dev.etcdtls.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class StaticPodTest {
    private static final ConfigStyle STYLE = new ConfigStyle.StaticPod(Refused.FILE, "c");

    private static final String ONE_LINE_AN_ITEM = "is not written one line an item";

    private static final String NO_PLAIN_WORD = "is no plain word";

    private static final String SEVERAL_LINES = "goes over several lines";

    /** What stands in the manifest, from {@code spec} or from the container's keys on. */
    static List<Arguments> refusals() {
        return List.of(
                Arguments.of("kind: Pod\n", "it gives no container 'c' a command"),
                Arguments.of(
                        "spec:\n  containers:\n  - name: d\n    command:\n    - x\n", "no container 'c' a command"),
                Arguments.of(of("image: x\n"), "no container 'c' a command"),
                Arguments.of(of("command:\n").replace("\n", "\r\n"), "its lines end in carriage returns"),
                Arguments.of(of("command:\n\t- x\n"), "a line begins with a tab"),
                Arguments.of(of("command:\n    - x\n") + "---\n", "it has several documents"),
                Arguments.of(of("command:\n    - x\n    command:\n    - y\n"), "'command' stands there twice"),
                Arguments.of(
                        of("command:\n    - x\n") + "  - name: c\n    command:\n    - y\n",
                        "it has several containers 'c'"),
                Arguments.of(of("<<: *defaults\n    command:\n    - x\n"), "it merges mappings"),
                Arguments.of("spec: {containers: []}\n", ONE_LINE_AN_ITEM),
                Arguments.of("spec:\n  containers: &all\n  - name: c\n", ONE_LINE_AN_ITEM),
                Arguments.of(of("command: [x, --name=a]\n"), ONE_LINE_AN_ITEM),
                Arguments.of(of("command: [\n      x\n    ]\n"), ONE_LINE_AN_ITEM),
                Arguments.of(of("command: *other\n"), ONE_LINE_AN_ITEM),
                Arguments.of(of("command: !!seq\n    - x\n"), ONE_LINE_AN_ITEM),
                Arguments.of(of("command:\n      [x]\n"), SEVERAL_LINES),
                Arguments.of(of("command:\n    - &x x\n"), NO_PLAIN_WORD),
                Arguments.of(of("command:\n    - *x\n"), NO_PLAIN_WORD),
                Arguments.of(of("command:\n    - !!str x\n"), NO_PLAIN_WORD),
                Arguments.of(of("command:\n    - [x]\n"), NO_PLAIN_WORD),
                Arguments.of(of("command:\n    - a: b\n"), NO_PLAIN_WORD),
                Arguments.of(of("command:\n    - - x\n"), NO_PLAIN_WORD),
                Arguments.of(of("command:\n    -\n"), NO_PLAIN_WORD),
                Arguments.of(of("command:\n    - \"a\\n\"\n"), NO_PLAIN_WORD),
                Arguments.of(of("command:\n    - \"a\" b\n"), NO_PLAIN_WORD),
                Arguments.of(of("command:\n    - |\n      x\n"), NO_PLAIN_WORD),
                Arguments.of(of("command:\n    - >-\n      x\n"), NO_PLAIN_WORD),
                Arguments.of(of("command:\n    - \"x\n      y\"\n"), NO_PLAIN_WORD),
                Arguments.of(of("command:\n    - x\n      y\n"), SEVERAL_LINES),
                Arguments.of(of("command:\n    - /bin/sh\n    - -c\n    - exec x\n"), "a shell starts the program"));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void refuses(String text, String why) {
        Refused.byEditing(STYLE, text, Map.of("name", "m1"), why);
    }

    @Test
    void aManifestWithoutTheContainerHasNoValue() {
        assertThat(ConfigEditor.value(
                        STYLE, "spec:\n  containers:\n  - name: d\n    command:\n    - --name=a\n", "name"))
                .isEmpty();
    }

    @Test
    void aContainerHasAName() {
        assertThatThrownBy(() -> new ConfigStyle.StaticPod(Refused.FILE, "a b"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static String of(String keys) {
        return "spec:\n  containers:\n  - name: c\n    " + keys;
    }
}
