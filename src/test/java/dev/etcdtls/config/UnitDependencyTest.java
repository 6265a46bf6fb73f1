package dev.etcdtls.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.etcdtls.model.UnitName;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

final class UnitDependencyTest {
    private static final ConfigStyle STYLE =
            new ConfigStyle.UnitDependency(Refused.FILE, new UnitName("flanneld.service"));

    static List<Arguments> refusals() {
        return List.of(
                Arguments.of("After=flanneld.service", "it has neither Requires= nor Wants= of flanneld.service"),
                Arguments.of("BindsTo=flanneld.service\nRequires=flanneld.service", "it says BindsTo=flanneld.service"),
                Arguments.of("PartOf=a.service flanneld.service", "it says PartOf=flanneld.service"),
                Arguments.of("Requisite=flanneld.service", "it says Requisite=flanneld.service"),
                Arguments.of("Requires=a.service flanneld.service \\", "it may end in a backslash"),
                Arguments.of("Requires=a.service \\\n# why\nflanneld.service", "a comment stands inside"));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void refuses(String unit, String why) {
        Refused.byEditing(STYLE, "[Unit]\n" + unit, Map.of("dependency", "wants"), why);
    }

    @ParameterizedTest
    @CsvSource({
        "Requires=flanneld.service, requires",
        "Wants=flanneld.service, wants",
        "After=flanneld.service, ''",
    })
    void readsWhatTheUnitSays(String line, String value) {
        String text = "[Unit]\n" + line + "\n";

        assertThat(ConfigEditor.value(STYLE, text, "dependency").orElse("")).isEqualTo(value);
        assertThat(ConfigEditor.value(STYLE, text, "other")).isEmpty();
    }

    @Test
    void aDependencyIsOnlyEverMadeWeaker() {
        assertThatThrownBy(() -> ConfigEditor.edit(
                        STYLE, "[Unit]\nWants=flanneld.service\n", new TreeMap<>(Map.of("dependency", "requires"))))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
