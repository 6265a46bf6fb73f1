package dev.etcdtls.config;

import dev.etcdtls.config.UnitWords.Escapes;
import dev.etcdtls.config.UnitWords.Word;
import dev.etcdtls.model.FilePath;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A part of a command line that stands in one variable of an environment file and that a unit takes in as {@code $VARIABLE}: systemd
 * splits it at blanks, a shell too. Words with quotes or escapes of their own, which the two read differently, are left alone.
 */
record VariableCommand(FilePath path, String text, String variable) implements CommandText {
    /** Empty when the file does not set the variable. */
    static Optional<CommandText> in(FilePath path, String text, String variable) {
        return EnvironmentText.parse(text).containsKey(variable)
                ? Optional.of(new VariableCommand(path, text, variable))
                : Optional.empty();
    }

    @Override
    public List<String> words() {
        return found().stream().map(Word::value).toList();
    }

    @Override
    public VariableCommand with(int index, String word) {
        Word old = plain(found().get(index));
        return having(text.substring(0, old.start()) + word + text.substring(old.end()));
    }

    @Override
    public VariableCommand without(int index) {
        List<Word> words = found();
        Word gone = plain(words.get(index));
        if (index > 0) {
            return having(text.substring(0, words.get(index - 1).end()) + text.substring(gone.end()));
        }
        int end = gone.end();
        while (end < text.length() && text.charAt(end) == ' ') {
            end++;
        }
        return having(text.substring(0, gone.start()) + text.substring(end));
    }

    @Override
    public VariableCommand and(String word) {
        List<Word> words = found();
        if (words.isEmpty()) {
            SortedMap<String, String> first = new TreeMap<>();
            first.put(variable, word);
            return having(EnvironmentText.edit(text, VariablePrefix.NONE, first));
        }
        int end = words.getLast().end();
        return having(text.substring(0, end) + " " + word + text.substring(end));
    }

    private Word plain(Word word) {
        if (!text.substring(word.start(), word.end()).equals(word.value())) {
            throw Uneditable.because(path, "a flag in " + variable + " that is to be changed has quotes or escapes");
        }
        return word;
    }

    private List<Word> found() {
        return UnitWords.of(path, assignment().placed(), Escapes.NEXT_CHARACTER);
    }

    /** Of several the last one counts. */
    private Assignment assignment() {
        return EnvironmentScanner.scan(text).stream()
                .filter(each -> each.key().equals(variable))
                .toList()
                .getLast();
    }

    private VariableCommand having(String edited) {
        return new VariableCommand(path, edited, variable);
    }
}
