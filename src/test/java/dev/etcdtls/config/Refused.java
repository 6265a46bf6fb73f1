package dev.etcdtls.config;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.etcdtls.model.FilePath;
import dev.etcdtls.model.ProblemException;
import java.util.Map;
import java.util.TreeMap;

/** What every refusal of an edit says: the code, the file, why, and what to do. */
final class Refused {
    static final FilePath FILE = new FilePath("/etc/file");

    private Refused() {}

    static void byEditing(ConfigStyle style, String text, Map<String, String> set, String why) {
        assertThatThrownBy(() -> ConfigEditor.edit(style, text, new TreeMap<>(set)))
                .isInstanceOf(ProblemException.class)
                .hasMessageStartingWith("STYLE_UNSUPPORTED at /etc/file: it cannot be edited safely: ")
                .hasMessageContaining(why)
                .hasMessageEndingWith("then plan again");
    }
}
