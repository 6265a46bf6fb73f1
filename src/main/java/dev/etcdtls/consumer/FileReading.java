package dev.etcdtls.consumer;

import dev.etcdtls.model.FilePath;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The files of a client, read from the texts that it was given.
 *
 * @param unread texts that are no path which could be looked at on the host
 */
record FileReading(ClientFiles files, List<String> unread) {
    FileReading {
        unread = List.copyOf(unread);
    }

    static FileReading of(Given ca, Given certificate, Given key) {
        List<String> unread = new ArrayList<>();
        ClientFiles files = new ClientFiles(path(ca, unread), path(certificate, unread), path(key, unread));
        return new FileReading(files, unread);
    }

    /** A text and the setting that it comes from. */
    record Given(String setting, Optional<String> text) {}

    private static Optional<FilePath> path(Given given, List<String> unread) {
        Optional<String> text = given.text().filter(value -> !value.isEmpty());
        text.filter(value -> !FilePath.isPlain(value))
                .ifPresent(value ->
                        unread.add("its " + given.setting() + " '" + value + "' is not a plain absolute path"));
        return text.filter(FilePath::isPlain).map(FilePath::new);
    }
}
