package dev.etcdtls.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The laws that every configuration style keeps, over the cases of all of them. */
final class ConfigStyleLawTest {
    static List<ConfigFixture> fixtures() throws IOException {
        return ConfigFixture.all();
    }

    @Test
    void everyStyleHasCases() {
        List<Path> folders = Arrays.stream(ConfigStyle.class.getPermittedSubclasses())
                .map(style -> style.getSimpleName()
                        .replaceAll("(?<=[a-z])(?=[A-Z])", "-")
                        .toLowerCase(Locale.ROOT))
                .map(Path.of("src/test/resources/config")::resolve)
                .toList();

        assertThat(folders).allMatch(Files::isDirectory);
    }

    @ParameterizedTest
    @MethodSource("fixtures")
    void editsAsThePersonWould(ConfigFixture fixture) {
        assertThat(edit(fixture, fixture.before())).isEqualTo(fixture.after());
    }

    @ParameterizedTest
    @MethodSource("fixtures")
    void editingTwiceIsEditingOnce(ConfigFixture fixture) {
        assertThat(edit(fixture, fixture.after())).isEqualTo(fixture.after());
    }

    @ParameterizedTest
    @MethodSource("fixtures")
    void oneSettingAfterAnotherIsAllAtOnce(ConfigFixture fixture) {
        String text = fixture.before();
        for (var setting : fixture.edit().entrySet()) {
            SortedMap<String, String> one = new TreeMap<>();
            one.put(setting.getKey(), setting.getValue());
            text = ConfigEditor.edit(fixture.style(), text, one);
        }
        assertThat(text).isEqualTo(fixture.after());
    }

    @ParameterizedTest
    @MethodSource("fixtures")
    void whatIsNotNamedStaysByteForByte(ConfigFixture fixture) {
        String comment = "# comment \t\n\n";

        assertThat(ConfigEditor.edit(fixture.style(), fixture.before(), Collections.emptySortedMap()))
                .isEqualTo(fixture.before());
        assertThat(edit(fixture, comment + fixture.before())).isEqualTo(comment + fixture.after());
    }

    @ParameterizedTest
    @MethodSource("fixtures")
    void whatWasSetIsRead(ConfigFixture fixture) {
        fixture.edit()
                .forEach((flag, value) -> assertThat(ConfigEditor.value(fixture.style(), fixture.after(), flag)
                                .orElse(""))
                        .isEqualTo(value));
    }

    private static String edit(ConfigFixture fixture, String text) {
        return ConfigEditor.edit(fixture.style(), text, fixture.edit());
    }
}
