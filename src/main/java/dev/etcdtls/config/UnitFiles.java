package dev.etcdtls.config;

import dev.etcdtls.config.UnitWords.Escapes;
import dev.etcdtls.config.UnitWords.Word;
import dev.etcdtls.model.FilePath;
import dev.etcdtls.model.ProblemException;
import dev.etcdtls.model.UnitName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A unit file and its drop-ins, read together as systemd reads them: one after the other, the later counts, an empty entry takes away all
 * before it. What an editor would refuse to touch is refused here too, by a {@link ProblemException}.
 *
 * @param parts the unit file first, then the drop-ins in systemd's order
 */
public record UnitFiles(List<Part> parts) {
    private static final String SECTION = "Service";

    public UnitFiles {
        parts = List.copyOf(parts);
    }

    public record Part(FilePath path, String text) {}

    /**
     * A command and the file that says it.
     *
     * @param words prefixes of the first one, variables and specifiers as they stand
     * @param lines the whole {@code ExecStart=} as it stands, with its line end
     */
    public record Command(FilePath path, List<String> words, String lines) {
        public Command {
            words = List.copyOf(words);
        }
    }

    /** A value of a variable and the file that says it. */
    public record Given(FilePath path, String value) {}

    /** The one {@code ExecStart=} in force. */
    public Optional<Command> command() {
        for (Part part : parts.reversed()) {
            UnitText unit = text(part);
            Optional<CommandText> found = UnitCommand.in(unit);
            if (found.isPresent() || unit.entries().stream().anyMatch(entry -> entry.is(SECTION, "ExecStart"))) {
                return found.map(command -> new Command(part.path(), command.words(), lines(unit)));
            }
        }
        return Optional.empty();
    }

    private static String lines(UnitText unit) {
        UnitEntry entry = unit.inForce(SECTION, "ExecStart").getLast();
        String lines = unit.text().substring(entry.start(), entry.end());
        return lines.endsWith("\n") ? lines : lines + "\n";
    }

    /** The variables of {@code Environment=}, each with all its places; the last place is the one in force. */
    public Map<String, List<Given>> environment() {
        Map<String, List<Given>> variables = new LinkedHashMap<>();
        for (Part part : parts) {
            UnitText unit = text(part);
            if (unit.entries().stream()
                    .anyMatch(entry -> entry.is(SECTION, "Environment")
                            && entry.value().text().isEmpty())) {
                variables.clear();
            }
            UnitEnvironment.parse(unit)
                    .forEach((variable, value) -> variables
                            .computeIfAbsent(variable, _ -> new ArrayList<>())
                            .add(new Given(part.path(), value)));
        }
        return variables;
    }

    /** The last part whose {@code [Unit]} names another unit under this key ({@code Requires}, {@code BindsTo}, …). */
    public Optional<FilePath> naming(String key, UnitName unit) {
        return parts.reversed().stream()
                .filter(part -> text(part).entries().stream()
                        .filter(entry -> entry.is("Unit", key))
                        .flatMap(entry -> UnitWords.of(part.path(), entry.value(), Escapes.NONE).stream())
                        .map(Word::value)
                        .anyMatch(unit.value()::equals))
                .map(Part::path)
                .findFirst();
    }

    private static UnitText text(Part part) {
        return new UnitText(part.path(), part.text());
    }
}
