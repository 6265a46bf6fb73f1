package dev.etcdtls.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.etcdtls.inventory.UnitSettings.Placeholder;
import java.util.Arrays;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class UnitSettingsTest {
    private static final String FILES = " CA={ca} CERT={cert} KEY={key}";

    @Test
    void fillsEveryPlaceholder() {
        UnitSettings settings =
                new UnitSettings(settings("E=[{endpoints}] PROTOCOL=https CA=file:{ca} CERT={cert} KEY={key}"));

        assertThat(settings.filled(placeholder -> "<" + placeholder + ">"))
                .containsExactly(
                        Map.entry("CA", "file:<CA>"),
                        Map.entry("CERT", "<CERTIFICATE>"),
                        Map.entry("E", "[<ENDPOINTS>]"),
                        Map.entry("KEY", "<KEY>"),
                        Map.entry("PROTOCOL", "https"));
        assertThat(settings.variable(Placeholder.ENDPOINTS)).contains("E");
        assertThat(settings.variable(Placeholder.HOSTS)).isEmpty();
        assertThat(UnitSettings.NONE.isEmpty()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        A=x FILES | the settings name no {endpoints} and no {hosts}
        E={endpoints} CERT={cert} KEY={key} | the settings name no {ca}
        E={endpoints} CA={ca} KEY={key} | the settings name no {cert}
        E={hosts} CA={ca} CERT={cert} | the settings name no {key}
        9E={hosts} FILES | not a variable: '9E'
        E-F={hosts} FILES | not a variable: 'E-F'
        E={hosts},{endpoints} FILES | E: at most one placeholder a value, of {endpoints} {hosts} {ca} {cert} {key}
        E={hosts},{hosts} FILES | E: at most one placeholder a value, of {endpoints} {hosts} {ca} {cert} {key}
        E={hosts} X={certificate} FILES | X: at most one placeholder a value, of {endpoints} {hosts} {ca} {cert} {key}
        E={hosts} X=$HOME FILES | the value of X has a quote, $, backslash or line end
        E={hosts} X="y" FILES | the value of X has a quote, $, backslash or line end
        """)
    void refusesWhatCouldNeverSpeakMutualTls(String words, String message) {
        assertThatThrownBy(() -> new UnitSettings(settings(words.replace(" FILES", FILES))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    private static SortedMap<String, String> settings(String words) {
        return new TreeMap<>(Arrays.stream(words.split(" "))
                .map(word -> word.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1])));
    }
}
