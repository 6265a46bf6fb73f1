package dev.etcdtls.config;

import dev.etcdtls.model.FilePath;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.BiFunction;
import java.util.regex.Pattern;

/** How a setting shows in a process that was started with it: what tells a process with a new configuration from one with the old. */
public sealed interface ProcessSetting {
    /** Of the variable, or of the flag without its dashes. */
    String name();

    /** Empty: the process must not have it. */
    Optional<String> value();

    /** A variable of its environment. */
    record Variable(String name, Optional<String> value) implements ProcessSetting {
        private static final Pattern GRAMMAR = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

        public Variable {
            ProcessSetting.demand(GRAMMAR, name, value);
        }
    }

    /** A flag of its command line, with one dash or two, in one word or two; each time that it is given it has this value. */
    record Flag(String name, Optional<String> value) implements ProcessSetting {
        private static final Pattern GRAMMAR = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*");

        public Flag {
            ProcessSetting.demand(GRAMMAR, name, value);
        }
    }

    /**
     * What an edit of a file comes to in the process.
     *
     * @param set settings as an edit has them: by name, an empty value takes one away. A dependency between units shows in no process.
     */
    static List<ProcessSetting> of(ConfigStyle style, SortedMap<String, String> set) {
        return switch (style) {
            case ConfigStyle.EnvironmentFile(FilePath _, VariablePrefix prefix) -> variables(prefix, set);
            case ConfigStyle.SystemdDropIn(FilePath _, VariablePrefix prefix) -> variables(prefix, set);
            case ConfigStyle.ExecStartFlags _, ConfigStyle.FlagsInVariable _, ConfigStyle.StaticPod _ ->
                all(set, Flag::new);
            case ConfigStyle.UnitDependency _ -> List.of();
        };
    }

    /**
     * Whether a process has it.
     *
     * @param arguments with the program itself as the first; a flag without a value that is wanted must not be there
     */
    static boolean shows(List<String> arguments, Map<String, String> environment, ProcessSetting wanted) {
        return switch (wanted) {
            case Variable(String name, Optional<String> value) ->
                Optional.ofNullable(environment.get(name)).equals(value);
            case Flag(String name, Optional<String> value) -> {
                List<String> given = given(arguments, name);
                yield value.isPresent()
                        ? !given.isEmpty() && given.stream().allMatch(value.get()::equals)
                        : given.isEmpty();
            }
        };
    }

    private static List<String> given(List<String> arguments, String name) {
        List<String> values = new ArrayList<>();
        for (int i = 1; i < arguments.size(); i++) {
            String word = arguments.get(i).replaceFirst("^--?", "");
            if (word.length() == arguments.get(i).length()) {
                continue;
            }
            if (word.startsWith(name + "=")) {
                values.add(word.substring(name.length() + 1));
            } else if (word.equals(name)) {
                values.add(i + 1 < arguments.size() ? arguments.get(i + 1) : "");
            }
        }
        return values;
    }

    private static List<ProcessSetting> variables(VariablePrefix prefix, SortedMap<String, String> set) {
        return all(set, (name, value) -> new Variable(prefix.variable(name), value));
    }

    private static List<ProcessSetting> all(
            Map<String, String> set, BiFunction<String, Optional<String>, ProcessSetting> made) {
        return set.entrySet().stream()
                .map(one -> made.apply(one.getKey(), Optional.of(one.getValue()).filter(value -> !value.isEmpty())))
                .toList();
    }

    private static void demand(Pattern grammar, String name, Optional<String> value) {
        if (!grammar.matcher(name).matches()
                || value.filter(text -> text.indexOf('\n') >= 0).isPresent()) {
            throw new IllegalArgumentException("not a setting of a process: '" + name + "'");
        }
    }
}
