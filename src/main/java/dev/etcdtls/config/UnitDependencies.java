package dev.etcdtls.config;

import dev.etcdtls.config.UnitWords.Escapes;
import dev.etcdtls.config.UnitWords.Word;
import dev.etcdtls.model.UnitName;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What a unit says of another one that it depends on. {@code Requires=} can be made {@code Wants=}: the other names of its line stay, and so
 * does the order of starts, which {@code After=} gives. An empty {@code Requires=} resets nothing, so every one counts.
 */
final class UnitDependencies {
    /** The one setting of this style; its values are {@code requires} and {@code wants}. */
    static final String SETTING = "dependency";

    private static final String SECTION = "Unit";
    private static final String STRONG = "Requires";
    private static final String WEAK = "Wants";

    /** Dependencies that would stop or start the unit with the other one all the same. */
    private static final List<String> TIES = List.of("BindsTo", "PartOf", "Requisite");

    private UnitDependencies() {}

    static Optional<String> value(UnitText text, UnitName unit, String setting) {
        if (!setting.equals(SETTING)) {
            return Optional.empty();
        }
        return List.of(STRONG, WEAK).stream()
                .filter(key -> naming(text, key, unit).isPresent())
                .map(key -> key.toLowerCase(Locale.ROOT))
                .findFirst();
    }

    static String edit(UnitText text, UnitName unit, SortedMap<String, String> set) {
        if (set.isEmpty()) {
            return text.text();
        }
        if (!set.equals(Map.of(SETTING, "wants"))) {
            throw new IllegalArgumentException(
                    "a dependency is made " + SETTING + "=wants and nothing else, not " + set);
        }
        for (String tie : TIES) {
            if (naming(text, tie, unit).isPresent()) {
                throw Uneditable.because(
                        text.path(), "it says " + tie + "=" + unit + ", which is more than " + STRONG + "=");
            }
        }
        if (value(text, unit, SETTING).isEmpty()) {
            throw Uneditable.because(text.path(), "it has neither " + STRONG + "= nor " + WEAK + "= of " + unit);
        }
        UnitText edited = softened(text, unit);
        if (!named(edited).equals(wanted(text, unit))) {
            throw Uneditable.because(text.path(), "it would be read otherwise than meant; it may end in a backslash");
        }
        return edited.text();
    }

    private static UnitText softened(UnitText text, UnitName unit) {
        Optional<UnitEntry> strong = naming(text, STRONG, unit);
        if (strong.isEmpty()) {
            return text;
        }
        UnitEntry entry = strong.get();
        List<Word> words = words(text, entry);
        if (words.size() == 1) {
            int key = text.text().indexOf(STRONG, entry.start());
            return softened(
                    new UnitText(
                            text.path(),
                            text.text().substring(0, key) + WEAK + text.text().substring(key + STRONG.length())),
                    unit);
        }
        int index = words.stream().map(Word::value).toList().indexOf(unit.value());
        UnitText without = text.without(entry, words, index);
        int end = entry.end() - (text.text().length() - without.text().length());
        return softened(without.addAt(end, WEAK + "=" + unit), unit);
    }

    /** The first entry of a key that names the unit. */
    private static Optional<UnitEntry> naming(UnitText text, String key, UnitName unit) {
        return text.entries().stream()
                .filter(entry -> entry.is(SECTION, key))
                .filter(entry -> words(text, entry).stream()
                        .anyMatch(word -> word.value().equals(unit.value())))
                .findFirst();
    }

    /** Everything that is required and wanted. */
    private static Set<String> named(UnitText text) {
        return text.entries().stream()
                .filter(entry -> entry.is(SECTION, STRONG) || entry.is(SECTION, WEAK))
                .flatMap(entry -> words(text, entry).stream().map(word -> entry.key() + "=" + word.value()))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The same with the unit wanted only. */
    private static Set<String> wanted(UnitText text, UnitName unit) {
        Set<String> wanted = named(text);
        wanted.remove(STRONG + "=" + unit);
        wanted.add(WEAK + "=" + unit);
        return wanted;
    }

    private static List<Word> words(UnitText text, UnitEntry entry) {
        return UnitWords.of(text.path(), entry.value(), Escapes.NONE);
    }
}
