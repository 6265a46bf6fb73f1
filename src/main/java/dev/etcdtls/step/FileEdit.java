package dev.etcdtls.step;

import dev.etcdtls.config.ConfigStyle;
import dev.etcdtls.model.Digest;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * An edit of a configuration file, bound to the bytes that were seen.
 *
 * @param style says which file and how it is edited
 * @param set settings by flag name; an empty value takes a setting away
 * @param before digest of the real bytes that the edit starts from
 * @param after digest of the real bytes that it must give
 * @param diff unified diff for people, with secrets masked
 */
public record FileEdit(ConfigStyle style, SortedMap<String, String> set, Digest before, Digest after, String diff) {
    public FileEdit {
        set = Collections.unmodifiableSortedMap(new TreeMap<>(set));
    }
}
