package dev.etcdtls.config;

import dev.etcdtls.config.UnitWords.Escapes;
import dev.etcdtls.config.UnitWords.Word;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/**
 * The variables that a unit file sets with {@code Environment=}.
 *
 * <p>An edit promises:
 *
 * <ol>
 *   <li>read back, the result has exactly the wanted values, and every other variable as before;
 *   <li>a variable that is there is changed in its place and its quotes; of two the last counts for systemd, so that one is changed;
 *   <li>a new variable gets a line of its own behind the last {@code Environment=}, else at the end of {@code [Service]};
 *   <li>a variable that goes takes its line along when it stood there alone;
 *   <li>assignments that a later empty {@code Environment=} takes out of force are left alone.
 * </ol>
 */
final class UnitEnvironment {
    private static final String SECTION = "Service";
    private static final String KEY = "Environment";

    private UnitEnvironment() {}

    /** The variables in force; specifiers ({@code %H}) stay as they are written. */
    static LinkedHashMap<String, String> parse(UnitText unit) {
        LinkedHashMap<String, String> variables = new LinkedHashMap<>();
        for (UnitEntry entry : unit.inForce(SECTION, KEY)) {
            for (Word word : words(unit, entry)) {
                int equals = word.value().indexOf('=');
                if (equals > 0) {
                    variables.put(
                            word.value().substring(0, equals),
                            word.value().substring(equals + 1).replace("%%", "%"));
                }
            }
        }
        return variables;
    }

    static String edit(UnitText unit, VariablePrefix prefix, SortedMap<String, String> settings) {
        UnitText edited = unit;
        Map<String, String> wanted = parse(unit);
        for (Map.Entry<String, String> setting : settings.entrySet()) {
            String variable = prefix.variable(setting.getKey());
            if (setting.getValue().isEmpty()) {
                edited = remove(edited, variable);
                wanted.remove(variable);
            } else {
                edited = set(edited, variable, setting.getValue());
                wanted.put(variable, setting.getValue());
            }
        }
        if (!parse(edited).equals(wanted)) {
            throw Uneditable.because(unit.path(), "it would be read otherwise than meant; it may end in a backslash");
        }
        return edited.text();
    }

    private static UnitText set(UnitText unit, String variable, String value) {
        if (value.chars().anyMatch(c -> c < ' ')) {
            throw new IllegalArgumentException("a control character in the value of " + variable);
        }
        String wanted = variable + "=" + value.replace("%", "%%");
        List<Word> found = new ArrayList<>();
        for (UnitEntry entry : unit.inForce(SECTION, KEY)) {
            words(unit, entry).stream().filter(word -> isOf(word, variable)).forEach(found::add);
        }
        if (found.isEmpty()) {
            return unit.add(SECTION, KEY, KEY + "=" + UnitQuotes.quote(wanted, "\""));
        }
        return found.getLast().value().equals(wanted) ? unit : unit.with(found.getLast(), wanted);
    }

    private static UnitText remove(UnitText unit, String variable) {
        for (UnitEntry entry : unit.inForce(SECTION, KEY)) {
            List<Word> words = words(unit, entry);
            for (int index = 0; index < words.size(); index++) {
                if (isOf(words.get(index), variable)) {
                    return remove(unit.without(entry, words, index), variable);
                }
            }
        }
        return unit;
    }

    private static boolean isOf(Word word, String variable) {
        return word.value().startsWith(variable + "=");
    }

    private static List<Word> words(UnitText unit, UnitEntry entry) {
        return UnitWords.of(unit.path(), entry.value(), Escapes.OF_C);
    }
}
