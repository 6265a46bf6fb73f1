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
    /** A unit's own reload may take as long as its start. */
    UNIT_CHANGE(120),
    UNIT_STATE(20),
    UNIT_LOG(20),
    CREATE_REQUEST(30),
    HTTP(25),
    REHEARSE_SERVE(60),
    REHEARSE_STOP(30),
    REHEARSE_LOG(15),
    ADDRESSES(15),
    CLIENTS(30),
    CENSUS(30),
    CONSUMER_PROCESS(20),
    CONSUMER_LOOK(45),
    REJECTIONS(60),
    CONSUMER_DIAL(25),
    CONSUMER_READY(25),
    APISERVER_READY(20),
    FLANNEL_FACTS(20),
    PING_START(15),
    PING_END(15),
    DEAD_MAN_ARM(40),
    DEAD_MAN(40),
    /** Lies on the host and is run there. */
    DEAD_MAN_SWITCH(0);

    private final Duration limit;
    private final String whole;
    private final String text;

    RemoteScript(int seconds) {
        limit = Duration.ofSeconds(seconds);
        whole = load(title() + ".sh");
        text = whole.lines()
                .filter(line -> !line.isBlank() && !line.stripLeading().startsWith("#"))
                .collect(Collectors.joining("\n"));
    }

    /** The longest that it may run; what a script's own window takes comes on top. */
    Duration limit() {
        return limit;
    }

    /** Its text without comments, so that the log of sudo on the host stays short. */
    String text() {
        return text;
    }

    /** Its text with comments, for a script that stays on the host. */
    String whole() {
        return whole;
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
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the script " + resource, e);
        }
    }
}
