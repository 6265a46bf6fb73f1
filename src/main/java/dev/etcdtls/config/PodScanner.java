package dev.etcdtls.config;

import dev.etcdtls.model.FilePath;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the words of one container's command in a pod's manifest, by lines and columns. It knows block style alone: whatever stands at the
 * column of a mapping's keys is a key or an item of the list above, because the lines of every longer value are further in. What it does
 * not know on the way to the words (flow style, anchors, tags, values over several lines) is refused; all other places may have it.
 */
final class PodScanner {
    private static final Pattern ITEM = Pattern.compile("-(?: +(.*))?");

    private final FilePath path;

    private PodScanner(FilePath path) {
        this.path = path;
    }

    /** The items of {@code command} and behind them those of {@code args}; none when there is no such container. */
    static List<PodItem> scan(FilePath path, String text, String container) {
        PodScanner scanner = new PodScanner(path);
        List<PodLine> lines = scanner.lines(text);
        List<PodLine> spec = scanner.list(lines, "spec");
        List<List<PodLine>> named = new ArrayList<>();
        for (List<PodLine> each : scanner.elements(scanner.list(spec, "containers"))) {
            if (scanner.key(each, "name")
                    .map(scanner::scalar)
                    .filter(container::equals)
                    .isPresent()) {
                named.add(each);
            }
        }
        if (named.size() > 1) {
            throw scanner.refused("it has several containers '" + container + "'");
        }
        List<PodItem> words = new ArrayList<>();
        for (List<PodLine> each : named) {
            words.addAll(scanner.items(each, "command"));
            words.addAll(scanner.items(each, "args"));
        }
        return List.copyOf(words);
    }

    /** All lines but comments and empty ones. */
    private List<PodLine> lines(String text) {
        if (text.indexOf('\r') >= 0) {
            throw refused("its lines end in carriage returns");
        }
        List<PodLine> lines = PodLine.of(text);
        if (lines.stream().anyMatch(line -> line.content().startsWith("\t"))) {
            throw refused("a line begins with a tab");
        }
        boolean isMarked = !lines.isEmpty() && lines.getFirst().content().matches("---( +#.*)?");
        List<PodLine> begun = isMarked ? lines.subList(1, lines.size()) : lines;
        if (begun.stream().anyMatch(line -> line.column() == 0 && line.content().matches("(---|\\.\\.\\.).*"))) {
            throw refused("it has several documents");
        }
        return begun;
    }

    /** The lines below a key; none when the key is not there. */
    private List<PodLine> list(List<PodLine> mapping, String key) {
        Optional<PodLine> found = key(mapping, key);
        if (found.isEmpty()) {
            return List.of();
        }
        if (!found.get().value().isEmpty()) {
            throw refused("'" + key + "' is not written one line an item (flow style, an anchor or a tag)");
        }
        int from = mapping.indexOf(found.get()) + 1;
        int to = from;
        while (to < mapping.size() && belongs(mapping.get(to), found.get().column())) {
            to++;
        }
        return mapping.subList(from, to);
    }

    private static boolean belongs(PodLine line, int column) {
        return line.column() > column || line.column() == column && isItem(line);
    }

    /** The line of a key of the mapping whose keys stand at the column of its first line. */
    private Optional<PodLine> key(List<PodLine> mapping, String key) {
        List<PodLine> keys = mapping.stream()
                .filter(line -> line.column() == mapping.getFirst().column())
                .toList();
        if (keys.stream().anyMatch(line -> line.key().equals("<<"))) {
            throw refused("it merges mappings ('<<')");
        }
        List<PodLine> found =
                keys.stream().filter(line -> line.key().equals(key)).toList();
        if (found.size() > 1) {
            throw refused("'" + key + "' stands there twice");
        }
        return found.stream().findFirst();
    }

    /** Each element of a list of mappings as the lines of its mapping: that of the dash begins behind the dash. */
    private List<List<PodLine>> elements(List<PodLine> list) {
        List<List<PodLine>> elements = new ArrayList<>();
        for (PodLine line : list) {
            if (line.column() == list.getFirst().column()) {
                elements.add(new ArrayList<>());
                PodLine first = behindDash(line);
                if (!first.content().isEmpty()) {
                    elements.getLast().add(first);
                }
            } else {
                elements.getLast().add(line);
            }
        }
        return elements;
    }

    private List<PodItem> items(List<PodLine> container, String key) {
        List<PodLine> list = list(container, key);
        List<PodItem> items = new ArrayList<>();
        for (PodLine line : list) {
            if (line.column() != list.getFirst().column() || !isItem(line)) {
                throw refused("an item of '" + key + "' goes over several lines");
            }
            PodLine word = behindDash(line);
            items.add(PodItem.of(word)
                    .orElseThrow(() -> refused("an item of '" + key
                            + "' is no plain word (an anchor, a tag, a mapping or an unusual escape)")));
        }
        return items;
    }

    private String scalar(PodLine key) {
        return PodItem.of(key.behind(key.content().length() - key.value().length()))
                .map(PodItem::value)
                .orElse("");
    }

    private PodLine behindDash(PodLine line) {
        Matcher item = ITEM.matcher(line.content());
        if (!item.matches()) {
            throw refused("a list has a line that is no item");
        }
        return line.behind(item.group(1) == null ? line.content().length() : item.start(1));
    }

    private static boolean isItem(PodLine line) {
        return ITEM.matcher(line.content()).matches();
    }

    private RuntimeException refused(String why) {
        return Uneditable.because(path, why);
    }
}
