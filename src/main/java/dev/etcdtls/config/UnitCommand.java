package dev.etcdtls.config;

import dev.etcdtls.config.UnitWords.Escapes;
import dev.etcdtls.config.UnitWords.Word;
import dev.etcdtls.model.FilePath;
import java.util.List;
import java.util.Optional;

/**
 * The command of a unit: the one {@code ExecStart=} that is in force. Its prefixes ({@code @ - : + !}), variables and specifiers are left
 * as they stand. What starts several commands is refused.
 */
record UnitCommand(UnitText unit) implements CommandText {
    private static final String SECTION = "Service";
    private static final String KEY = "ExecStart";

    UnitCommand {
        if (unit.inForce(SECTION, KEY).size() > 1) {
            throw Uneditable.because(unit.path(), "it has several ExecStart=, which are all run");
        }
        if (found(unit).stream().anyMatch(word -> unit.raw(word).equals(";"))) {
            throw Uneditable.because(unit.path(), "its ExecStart= has several commands, separated by ';'");
        }
    }

    /** Empty when the file has no {@code ExecStart=}. */
    static Optional<CommandText> in(UnitText unit) {
        return unit.inForce(SECTION, KEY).isEmpty() ? Optional.empty() : Optional.of(new UnitCommand(unit));
    }

    @Override
    public FilePath path() {
        return unit.path();
    }

    @Override
    public String text() {
        return unit.text();
    }

    @Override
    public List<String> words() {
        return found(unit).stream().map(Word::value).toList();
    }

    @Override
    public UnitCommand with(int index, String word) {
        return new UnitCommand(unit.with(found(unit).get(index), word));
    }

    @Override
    public UnitCommand without(int index) {
        return new UnitCommand(unit.without(entry(unit), found(unit), index));
    }

    /** On a line of its own where the command goes over several lines. */
    @Override
    public UnitCommand and(String word) {
        Word last = found(unit).getLast();
        String text = unit.text();
        int lineStart = text.lastIndexOf('\n', last.start()) + 1;
        String before = " ";
        if (lineStart > entry(unit).start()) {
            int indent = lineStart;
            while (PlacedText.isBlank(text.charAt(indent))) {
                indent++;
            }
            before = " \\\n" + text.substring(lineStart, indent);
        }
        return new UnitCommand(
                new UnitText(unit.path(), text.substring(0, last.end()) + before + word + text.substring(last.end())));
    }

    private static List<Word> found(UnitText unit) {
        return UnitWords.of(unit.path(), entry(unit).value(), Escapes.OF_C);
    }

    private static UnitEntry entry(UnitText unit) {
        return unit.inForce(SECTION, KEY).getLast();
    }
}
