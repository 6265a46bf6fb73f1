package dev.etcdtls.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.etcdtls.config.UnitWords.Escapes;
import dev.etcdtls.config.UnitWords.Word;
import dev.etcdtls.model.ProblemException;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class UnitWordsTest {
    /** {@code systemd-analyze verify} of systemd 252 names the same words as invalid assignments of {@code Environment=}. */
    static List<Arguments> words() {
        return List.of(
                Arguments.of("a  b", List.of("a", "b")),
                Arguments.of("\"a b\"c", List.of("a bc")),
                Arguments.of("'a b'c", List.of("a bc")),
                Arguments.of("a\"b c\"d", List.of("ab cd")),
                Arguments.of("a\\sb", List.of("a b")),
                Arguments.of("a\\x41\\u00e4\\101", List.of("aAäA")),
                Arguments.of("\"a\\\"b\"", List.of("a\"b")),
                Arguments.of("'a\\'b'", List.of("a'b")),
                Arguments.of("\"a'b\"", List.of("a'b")),
                Arguments.of("a\\\\b", List.of("a\\b")),
                Arguments.of("\"\"x", List.of("x")),
                Arguments.of("end\\\\", List.of("end\\")),
                Arguments.of("\\055x", List.of("-x")),
                Arguments.of("a\\tb", List.of("a\tb")),
                Arguments.of("a;b ; c", List.of("a;b", ";", "c")),
                Arguments.of("a # b", List.of("a", "#", "b")),
                Arguments.of("a \\\n  b", List.of("a", "b")),
                Arguments.of("a \\\n# c\n  b", List.of("a", "b")),
                Arguments.of("\"a \\\n b\"", List.of("a   b")),
                Arguments.of("a\\\n\nb", List.of("a")),
                Arguments.of("$A ${B}", List.of("$A", "${B}")));
    }

    @ParameterizedTest
    @MethodSource("words")
    void splitsAsSystemdDoes(String value, List<String> words) {
        assertThat(read(value).stream().map(Word::value).toList()).isEqualTo(words);
    }

    /** These systemd warns of and ignores. */
    @ParameterizedTest
    @ValueSource(strings = {"\"open", "it's", "a\\;b", "a\\qb c", "a\\x0", "a\\x00", "a\\12", "\\uD8"})
    void refusesWhatSystemdIgnores(String value) {
        assertThatThrownBy(() -> read(value)).isInstanceOf(ProblemException.class);
    }

    private static List<Word> read(String value) {
        UnitText unit = new UnitText(Refused.FILE, "[Service]\nEnvironment=" + value + "\n");
        return UnitWords.of(
                unit.path(), unit.inForce("Service", "Environment").getFirst().value(), Escapes.OF_C);
    }
}
