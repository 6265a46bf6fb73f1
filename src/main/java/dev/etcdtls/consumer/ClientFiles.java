package dev.etcdtls.consumer;

import dev.etcdtls.model.FilePath;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The files that a client was given for TLS. */
public record ClientFiles(Optional<FilePath> ca, Optional<FilePath> certificate, Optional<FilePath> key) {
    public static final ClientFiles NONE = new ClientFiles(Optional.empty(), Optional.empty(), Optional.empty());

    /** All three of them. */
    public static ClientFiles of(FilePath ca, FilePath certificate, FilePath key) {
        return new ClientFiles(Optional.of(ca), Optional.of(certificate), Optional.of(key));
    }

    boolean isEmpty() {
        return set().isEmpty();
    }

    boolean isComplete() {
        return missing().isEmpty();
    }

    boolean hasPair() {
        return certificate.isPresent() && key.isPresent();
    }

    /** Which of them are set, in words. */
    List<String> set() {
        return files().filter(file -> file.path().isPresent()).map(Named::words).toList();
    }

    /** Which of them are missing, in words. */
    List<String> missing() {
        return files().filter(file -> file.path().isEmpty()).map(Named::words).toList();
    }

    private Stream<Named> files() {
        return Stream.of(new Named("a CA", ca), new Named("a certificate", certificate), new Named("a key", key));
    }

    private record Named(String words, Optional<FilePath> path) {}
}
