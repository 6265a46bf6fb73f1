package dev.etcdtls.config;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.regex.Pattern;

/**
 * Edits the flags of a command line, wherever it stands.
 *
 * <p>An edit promises:
 *
 * <ol>
 *   <li>read back, each flag has the wanted value once, and all other words are as before and in their order;
 *   <li>a flag keeps its place, its dashes and its form ({@code --flag=value} or {@code --flag value});
 *   <li>of a flag that is given several times the last stays: some programs take that one (etcd, flanneld), some add up all of them
 *       (kube-apiserver's {@code --etcd-servers}), and both then see the wanted value;
 *   <li>a new flag goes behind the last word, as {@code --flag=value};
 *   <li>a command for a shell is refused: its words are not the program's.
 * </ol>
 */
final class CommandFlags {
    /** What needs no quotes and has no meaning of its own in a unit, a variable or YAML. */
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./:,@+=#;~\\[\\]-]+");

    private static final Pattern SHELL = Pattern.compile("[-@:+!|]*(?:\\S*/)?(?:ba|da|a|z|k|)sh");

    /**
     * Where a flag stands.
     *
     * @param flag index of the word that names it
     * @param value the index of the word that has its value: the same one, or the next
     */
    private record Place(int flag, int value) {}

    private CommandFlags() {}

    static Optional<String> value(CommandText command, String flag) {
        List<Place> places = places(command, flag);
        return places.isEmpty() ? Optional.empty() : Optional.of(valueAt(command.words(), places.getLast()));
    }

    static String edit(CommandText command, SortedMap<String, String> set) {
        refuseShell(command);
        CommandText edited = command;
        for (Map.Entry<String, String> setting : set.entrySet()) {
            edited = setting.getValue().isEmpty()
                    ? remove(edited, setting.getKey(), 0)
                    : set(edited, setting.getKey(), setting.getValue());
        }
        assertAsMeant(command, edited, set);
        return edited.text();
    }

    private static CommandText set(CommandText command, String flag, String value) {
        if (!PLAIN.matcher(value).matches()) {
            throw Uneditable.because(command.path(), "the value wanted for --" + flag + " needs quotes");
        }
        List<Place> places = places(command, flag);
        if (places.isEmpty()) {
            return command.and("--" + flag + "=" + value);
        }
        CommandText once = remove(command, flag, 1);
        Place place = places(once, flag).getFirst();
        List<String> words = once.words();
        if (valueAt(words, place).equals(value)) {
            return once;
        }
        String named = words.get(place.flag());
        return place.flag() == place.value()
                ? once.with(place.flag(), named.replaceFirst("=.*", "") + "=" + value)
                : once.with(place.value(), value);
    }

    /** Takes a flag out, the first of its places first, until so many are left. */
    private static CommandText remove(CommandText command, String flag, int left) {
        List<Place> places = places(command, flag);
        if (places.size() <= left) {
            return command;
        }
        Place place = places.getFirst();
        CommandText rest = place.flag() == place.value() ? command : command.without(place.value());
        return remove(rest.without(place.flag()), flag, left);
    }

    private static List<Place> places(CommandText command, String flag) {
        List<String> words = command.words();
        List<Place> places = new ArrayList<>();
        for (int index = 0; index < words.size(); index++) {
            String word = words.get(index).replaceFirst("^--?", "");
            if (word.equals(words.get(index))) {
                continue;
            }
            if (word.startsWith(flag + "=") || word.equals(flag) && EffectiveSettings.standsAlone(flag)) {
                places.add(new Place(index, index));
            } else if (word.equals(flag)) {
                refuseUnclear(command, flag, index + 1 < words.size() ? words.get(index + 1) : "-");
                places.add(new Place(index, ++index));
            }
        }
        return places;
    }

    private static String valueAt(List<String> words, Place place) {
        String word = words.get(place.value());
        if (place.flag() < place.value()) {
            return word;
        }
        int equals = word.indexOf('=');
        return equals < 0 ? "true" : word.substring(equals + 1);
    }

    private static void refuseUnclear(CommandText command, String flag, String next) {
        if (next.startsWith("-")) {
            throw Uneditable.because(command.path(), "--" + flag + " stands there without a value");
        }
        if (next.startsWith("$") && !next.startsWith("${")) {
            throw Uneditable.because(
                    command.path(),
                    "the value of --" + flag + " is the variable " + next + ", which may be several words");
        }
    }

    private static void refuseShell(CommandText command) {
        List<String> words = command.words();
        for (int index = 0; index + 1 < words.size(); index++) {
            if (SHELL.matcher(words.get(index)).matches()
                    && words.get(index + 1).startsWith("-")) {
                throw Uneditable.because(
                        command.path(),
                        "a shell starts the program ('" + words.get(index) + " " + words.get(index + 1) + "')");
            }
        }
        if (words.contains("--")) {
            throw Uneditable.because(command.path(), "its flags end at '--', and new ones would stand behind it");
        }
    }

    /** What is written must be read back as it was meant. */
    private static void assertAsMeant(CommandText before, CommandText after, SortedMap<String, String> set) {
        boolean asWanted = set.entrySet().stream()
                .allMatch(setting -> value(after, setting.getKey()).orElse("").equals(setting.getValue()));
        if (!asWanted || !others(before, set.keySet()).equals(others(after, set.keySet()))) {
            throw Uneditable.because(before.path(), "it would be read otherwise than meant");
        }
    }

    private static List<String> others(CommandText command, Set<String> flags) {
        List<Boolean> isNamed =
                new ArrayList<>(Collections.nCopies(command.words().size(), false));
        for (String flag : flags) {
            for (Place place : places(command, flag)) {
                isNamed.set(place.flag(), true);
                isNamed.set(place.value(), true);
            }
        }
        List<String> others = new ArrayList<>();
        for (int index = 0; index < isNamed.size(); index++) {
            if (!isNamed.get(index)) {
                others.add(command.words().get(index));
            }
        }
        return others;
    }
}
