package dev.etcdtls.adapter.terminal;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** A file whose making is a yes. One that was there before anybody could have been asked says nothing until it was away. */
final class ContinueFile {
    private final Optional<Path> path;
    private boolean wasAway;

    /** Begins to watch. */
    ContinueFile(Optional<Path> path) {
        this.path = path;
    }

    /** Whether it has come since the watch began. */
    boolean hasCome() {
        boolean there = path.filter(Files::exists).isPresent();
        wasAway |= !there;
        return there && wasAway;
    }
}
