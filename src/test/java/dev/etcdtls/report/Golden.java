package dev.etcdtls.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Texts that a reviewer reads as files. {@code -Dgolden.write=true} writes them anew; the difference is then read before it is committed. */
final class Golden {
    private static final Path FOLDER = Path.of("src/test/resources/report");

    private Golden() {}

    static void check(String name, String text) {
        check(FOLDER.resolve(name), text);
    }

    static void check(Path file, String text) {
        try {
            if (Boolean.getBoolean("golden.write")) {
                Files.writeString(file, text);
            }
            assertThat(text).as(file.toString()).isEqualTo(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
