package dev.etcdtls.adapter.ssh;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** What the scripts printed on lab hosts, recorded. */
final class Recorded {
    private Recorded() {}

    static String text(String name) {
        try (InputStream stream = Recorded.class.getResourceAsStream("/ssh/" + name)) {
            if (stream == null) {
                throw new IllegalStateException("no such recording: " + name);
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
