package dev.etcdtls.step;

import dev.etcdtls.model.FilePath;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How a configuration file gets back the very bytes that it had: the kept copy, with the settings edited into it again that it had then.
 *
 * @param edit from the bytes that were seen to the bytes that it had; its settings are what the process runs with afterwards
 * @param kept the copy from before the migration, on the same host
 * @param redo settings that are edited into the copy; none for the copy as it is
 */
public record Restoration(FileEdit edit, FilePath kept, SortedMap<String, String> redo) {
    public Restoration {
        redo = Collections.unmodifiableSortedMap(new TreeMap<>(redo));
    }
}
