package dev.etcdtls.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.etcdtls.model.FilePath;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class SystemdDropInTest {
    private static final ConfigStyle STYLE = new ConfigStyle.SystemdDropIn(Refused.FILE, VariablePrefix.ETCD);

    static List<ConfigFixture> fixtures() throws IOException {
        return ConfigFixture.of("systemd-drop-in");
    }

    @ParameterizedTest
    @MethodSource("fixtures")
    void onlyTheNamedVariablesChange(ConfigFixture fixture) {
        Map<String, String> before = parse(fixture.before());
        Map<String, String> after = parse(fixture.after());
        fixture.edit().keySet().forEach(flag -> {
            before.remove(fixture.prefix().variable(flag));
            after.remove(fixture.prefix().variable(flag));
        });

        assertThat(after).isEqualTo(before);
    }

    @Test
    void aVariableThatIsResetIsNotInForce() {
        String text = "[Service]\nEnvironment=ETCD_NAME=m1\nEnvironment=\n";

        assertThat(ConfigEditor.value(STYLE, text, "name")).isEmpty();
    }

    static List<Arguments> refusals() {
        return List.of(
                Arguments.of("[Service]\r\nEnvironment=A=1\r\n", "its lines end in carriage returns"),
                Arguments.of("[Service]\nEnvironment=SECRET=x\"open\n", "a quote is not closed, in 'SECRET…'"),
                Arguments.of("[Service]\nEnvironment=A=1 \\", "it may end in a backslash"),
                Arguments.of(
                        "[Service]\nEnvironment=\"ETCD_NAME=over \\\n two lines\"\n",
                        "a quoted word that is to be changed goes over a line end"));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void refuses(String text, String why) {
        Refused.byEditing(STYLE, text, Map.of("name", "m1"), why);
    }

    @Test
    void refusesToTakeACommentAlong() {
        String text = "[Service]\nEnvironment=A=1 \\\n# of B\n ETCD_NAME=m1\n";

        Refused.byEditing(STYLE, text, Map.of("name", ""), "a comment stands inside a continued line");
    }

    private static TreeMap<String, String> parse(String text) {
        return new TreeMap<>(UnitEnvironment.parse(new UnitText(new FilePath("/etc/file"), text)));
    }
}
