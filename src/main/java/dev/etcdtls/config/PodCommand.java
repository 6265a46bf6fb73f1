package dev.etcdtls.config;

import dev.etcdtls.model.FilePath;
import java.util.List;
import java.util.Optional;

/**
 * The command of one container in a static pod's manifest: the items of {@code command} and behind them those of {@code args}. Lines are
 * changed one by one; nothing is written anew.
 */
record PodCommand(FilePath path, String text, String container) implements CommandText {
    /** Empty when there is no such container, or it has neither command nor arguments. */
    static Optional<CommandText> in(FilePath path, String text, String container) {
        PodCommand command = new PodCommand(path, text, container);
        return command.items().isEmpty() ? Optional.empty() : Optional.of(command);
    }

    @Override
    public List<String> words() {
        return items().stream().map(PodItem::value).toList();
    }

    @Override
    public PodCommand with(int index, String word) {
        PodItem old = items().get(index);
        return having(text.substring(0, old.start()) + old.like(word) + text.substring(old.end()));
    }

    @Override
    public PodCommand without(int index) {
        PodLine line = items().get(index).line();
        return having(text.substring(0, line.start()) + text.substring(line.end()));
    }

    @Override
    public PodCommand and(String word) {
        PodItem last = items().getLast();
        int end = last.line().end();
        String open = text.charAt(end - 1) == '\n' ? "" : "\n";
        String dash = text.substring(last.line().start(), last.start());
        return having(text.substring(0, end) + open + dash + last.like(word) + "\n" + text.substring(end));
    }

    private List<PodItem> items() {
        return PodScanner.scan(path, text, container);
    }

    private PodCommand having(String edited) {
        return new PodCommand(path, edited, container);
    }
}
