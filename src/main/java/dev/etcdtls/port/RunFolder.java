package dev.etcdtls.port;

import dev.etcdtls.model.RunId;
import java.nio.file.Path;

/** Where a run keeps its files. */
public interface RunFolder {
    RunId id();

    /** A file in {@code secret/} (folder 0700, files 0600), never in evidence. */
    Path secret(String name);

    /** Writes a piece of evidence, a text without secrets. */
    void evidence(String name, String text);
}
