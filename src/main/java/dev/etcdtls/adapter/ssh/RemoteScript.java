package dev.etcdtls.adapter.ssh;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.stream.Collectors;

/** The scripts that run on hosts, each a resource of this package, with the longest time that it may take. */
enum RemoteScript {
    LOOK(45),
    READ_FILE(20),
    WRITE_FILE(30),
    MAKE_FOLDER(20),
    KEEP_COPY(30),
    SWITCH_LINK(20),
    REMOVE(30),
    RESTART_UNIT(20),
    UNIT_STATE(20),
    UNIT_LOG(20),
    CREATE_REQUEST(30),
    HTTP(25),
    REHEARSE_SERVE(60),
    REHEARSE_STOP(30),
    REHEARSE_LOG(15),
    ADDRESSES(15),
    CLIENTS(30),
    CENSUS(30);

    private final Duration limit;
    private final String text;

    RemoteScript(int seconds) {
        limit = Duration.ofSeconds(seconds);
        text = load(title() + ".sh");
    }

    /** The longest that it may run; what a script's own window takes comes on top. */
    Duration limit() {
        return limit;
    }

    /** Its text without comments, so that the log of sudo on the host stays short. */
    String text() {
        return text;
    }

    /** Its name in messages. */
    String title() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static String load(String resource) {
        try (InputStream in = RemoteScript.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("the script " + resource + " is not on the class path");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.stripLeading().startsWith("#"))
                    .collect(Collectors.joining("\n"));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the script " + resource, e);
        }
    }
}
