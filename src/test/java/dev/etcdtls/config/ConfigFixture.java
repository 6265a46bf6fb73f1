package dev.etcdtls.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A case of {@code src/test/resources/config/<style>/<case>/{before,edit,after}}; {@code edit} has one {@code flag=value} a line. */
record ConfigFixture(String name, String before, SortedMap<String, String> edit, String after) {
    static List<ConfigFixture> of(String style) throws IOException {
        Path folder = Path.of("src/test/resources/config", style);
        try (Stream<Path> cases = Files.list(folder)) {
            return cases.sorted().map(ConfigFixture::read).toList();
        }
    }

    private static ConfigFixture read(Path folder) {
        try {
            SortedMap<String, String> edit = new TreeMap<>();
            for (String line : Files.readAllLines(folder.resolve("edit"))) {
                int equals = line.indexOf('=');
                edit.put(line.substring(0, equals), line.substring(equals + 1));
            }
            return new ConfigFixture(
                    folder.getFileName().toString(),
                    Files.readString(folder.resolve("before")),
                    edit,
                    Files.readString(folder.resolve("after")));
        } catch (IOException e) {
            throw new IllegalStateException("cannot read the case " + folder, e);
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
