package dev.etcdtls.plan;

import dev.etcdtls.config.EnvironmentText;
import dev.etcdtls.config.StartCommand;
import dev.etcdtls.config.UnitFiles;
import dev.etcdtls.model.FilePath;
import dev.etcdtls.observation.ConsumerFacts;
import dev.etcdtls.observation.SourceFile;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a start of the consumer would read, word by word and variable by variable, each with the file that says it. */
final class ConsumerText {
    private static final Pattern SPLIT_VARIABLE = Pattern.compile("\\$([A-Za-z_][A-Za-z0-9_]*)");

    private final ConsumerFacts facts;
    private final Map<String, List<Given>> variables = new LinkedHashMap<>();
    private final UnitFiles unit;

    ConsumerText(ConsumerFacts facts) {
        this.facts = facts;
        unit = new UnitFiles(facts.unitFiles().stream()
                .map(file -> new UnitFiles.Part(file.path(), file.text()))
                .toList());
        unit.environment()
                .forEach((variable, places) ->
                        places.forEach(place -> give(variable, new Given(file(place.path()), place.value()))));
        for (SourceFile file : facts.sources(SourceFile.Kind.ENVIRONMENT_FILE)) {
            EnvironmentText.parse(file.text()).forEach((variable, value) -> give(variable, new Given(file, value)));
        }
    }

    /** A value of a variable. */
    record Given(SourceFile file, String value) {}

    /**
     * A word of the command.
     *
     * @param variable that the command takes in at this place and that holds the word; empty when the command says the word itself
     */
    record Word(String text, Optional<String> variable) {}

    /** The places of a variable; the last one is in force. */
    List<Given> given(String variable) {
        return List.copyOf(variables.getOrDefault(variable, List.of()));
    }

    /** The command in force; refused when it is none that can be edited. */
    Optional<UnitFiles.Command> command() {
        return unit.command();
    }

    /** The words behind the program, variables put in. */
    List<Word> words() {
        List<Word> words = new ArrayList<>();
        for (String word : command().map(ConsumerText::behindProgram).orElse(List.of())) {
            Matcher variable = SPLIT_VARIABLE.matcher(word);
            Optional<String> name = variable.matches() ? Optional.of(variable.group(1)) : Optional.empty();
            StartCommand.expand(List.of(word), environment()).forEach(text -> words.add(new Word(text, name)));
        }
        return words;
    }

    /** What the process would be started with, the program first. */
    List<String> argv() {
        List<String> argv = new ArrayList<>();
        argv.add(facts.program().executable());
        words().forEach(word -> argv.add(word.text()));
        return argv;
    }

    /** The variables in force. */
    Map<String, String> environment() {
        Map<String, String> environment = new LinkedHashMap<>();
        variables.forEach(
                (variable, places) -> environment.put(variable, places.getLast().value()));
        return environment;
    }

    SourceFile file(FilePath path) {
        return facts.sources().stream()
                .filter(file -> file.path().equals(path))
                .findFirst()
                .orElseThrow();
    }

    private void give(String variable, Given given) {
        variables.computeIfAbsent(variable, _ -> new ArrayList<>()).add(given);
    }

    /** With the prefix {@code @} the word behind the program is the name that the process shows. */
    private static List<String> behindProgram(UnitFiles.Command command) {
        List<String> words = command.words();
        boolean named = words.getFirst().matches("[-:+!|]*@.*");
        return words.subList(Math.min(named ? 2 : 1, words.size()), words.size());
    }
}
