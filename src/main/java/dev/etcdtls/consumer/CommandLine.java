package dev.etcdtls.consumer;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The flags of interest on a command line, each with its values in order. Of an unknown flag nobody knows whether the next word is its
 * value, so that only words with a dash are looked at and a known flag is never swallowed by an unknown one before it.
 */
final class CommandLine {
    private static final Set<String> SHELLS = Set.of("sh", "ash", "bash", "dash", "busybox", "tini", "dumb-init");

    private final List<String> words;
    private final SortedMap<String, List<String>> values = new TreeMap<>();

    private CommandLine(List<String> words) {
        this.words = words;
    }

    /** Go's dialects: {@code flag} takes one dash or two, {@code pflag} two, and Kubernetes reads an underscore as a hyphen. */
    enum Dialect {
        FLAG,
        PFLAG
    }

    /**
     * @param words with the program itself as the first
     * @param valued flags with a value, {@code --flag=value} or {@code --flag value}
     * @param switches flags that stand alone and mean true
     */
    static CommandLine read(List<String> words, Dialect dialect, Set<String> valued, Set<String> switches) {
        CommandLine line = new CommandLine(List.copyOf(words));
        int at = 1;
        while (at < words.size() && !words.get(at).equals("--")) {
            String word = words.get(at++);
            String flag = name(word, dialect);
            int equals = word.indexOf('=');
            if (switches.contains(flag)) {
                line.add(flag, equals < 0 ? "true" : word.substring(equals + 1));
            } else if (valued.contains(flag) && equals >= 0) {
                line.add(flag, word.substring(equals + 1));
            } else if (valued.contains(flag) && at < words.size()) {
                line.add(flag, words.get(at++));
            }
        }
        return line;
    }

    private static String name(String word, Dialect dialect) {
        String bare = word.replaceFirst("=(?s).*$", "");
        return switch (dialect) {
            case PFLAG -> bare.startsWith("--") ? bare.substring(2).replace('_', '-') : "";
            case FLAG -> bare.startsWith("-") ? bare.replaceFirst("^--?", "") : "";
        };
    }

    private void add(String flag, String value) {
        values.computeIfAbsent(flag, _ -> new ArrayList<>()).add(value);
    }

    /** The last word of the program's path; empty for a process without a command line. */
    String program() {
        return words.isEmpty() ? "" : words.getFirst().replaceFirst("^.*/", "");
    }

    /** Why this is no command line of the program that was looked for. */
    Optional<String> foreign(String part) {
        if (program().isEmpty()) {
            return Optional.of("its process shows no command line");
        }
        if (SHELLS.contains(program())) {
            return Optional.of(
                    "its process is " + words.getFirst() + ": what that starts has a command line of its own");
        }
        return program().contains(part)
                ? Optional.empty()
                : Optional.of("its process is " + words.getFirst() + ", which is no " + part);
    }

    /** The word after the program. */
    String subcommand() {
        return words.size() > 1 ? words.get(1) : "";
    }

    /** The value that counts where the last one wins; an empty one is as none. */
    Optional<String> last(String flag) {
        List<String> all = all(flag);
        return all.isEmpty() ? Optional.empty() : Optional.of(all.getLast()).filter(value -> !value.isEmpty());
    }

    /** All values of a flag that adds up. */
    List<String> all(String flag) {
        return Collections.unmodifiableList(values.getOrDefault(flag, List.of()));
    }

    boolean has(String flag) {
        return values.containsKey(flag);
    }
}
