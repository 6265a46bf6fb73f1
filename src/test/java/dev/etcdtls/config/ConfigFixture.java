package dev.etcdtls.config;

import dev.etcdtls.model.FilePath;
import dev.etcdtls.model.UnitName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A case of {@code src/test/resources/config/<style>/<case>/{before,edit,after}}; {@code edit} has one {@code flag=value} a line, after
 * lines as {@code @prefix=FLANNELD_} for what the style needs to know.
 */
record ConfigFixture(String name, Text text, Map<String, String> parameters, SortedMap<String, String> edit) {
    private static final Path ROOT = Path.of("src/test/resources/config");
    private static final FilePath FILE = new FilePath("/etc/file");

    record Text(String style, String before, String after) {}

    static List<ConfigFixture> all() throws IOException {
        List<ConfigFixture> all = new ArrayList<>();
        try (Stream<Path> styles = Files.list(ROOT)) {
            for (Path style : styles.sorted().toList()) {
                all.addAll(of(style.getFileName().toString()));
            }
        }
        return all;
    }

    static List<ConfigFixture> of(String style) throws IOException {
        try (Stream<Path> cases = Files.list(ROOT.resolve(style))) {
            return cases.sorted().map(folder -> read(style, folder)).toList();
        }
    }

    ConfigStyle style() {
        return switch (text.style()) {
            case "environment-file" -> new ConfigStyle.EnvironmentFile(FILE, prefix());
            case "systemd-drop-in" -> new ConfigStyle.SystemdDropIn(FILE, prefix());
            case "exec-start-flags" -> new ConfigStyle.ExecStartFlags(FILE);
            case "flags-in-variable" -> new ConfigStyle.FlagsInVariable(FILE, parameter("variable"));
            case "static-pod" -> new ConfigStyle.StaticPod(FILE, parameter("container"));
            case "unit-dependency" -> new ConfigStyle.UnitDependency(FILE, new UnitName(parameter("unit")));
            default -> throw new IllegalArgumentException("no style " + text.style());
        };
    }

    VariablePrefix prefix() {
        return new VariablePrefix(parameters.getOrDefault("prefix", "ETCD_"));
    }

    private String parameter(String name) {
        return parameters.getOrDefault(name, "");
    }

    String before() {
        return text.before();
    }

    String after() {
        return text.after();
    }

    private static ConfigFixture read(String style, Path folder) {
        try {
            Map<String, String> parameters = new TreeMap<>();
            SortedMap<String, String> edit = new TreeMap<>();
            for (String line : Files.readAllLines(folder.resolve("edit"))) {
                int equals = line.indexOf('=');
                if (line.startsWith("@")) {
                    parameters.put(line.substring(1, equals), line.substring(equals + 1));
                } else {
                    edit.put(line.substring(0, equals), line.substring(equals + 1));
                }
            }
            return new ConfigFixture(
                    folder.getFileName().toString(),
                    new Text(
                            style,
                            Files.readString(folder.resolve("before")),
                            Files.readString(folder.resolve("after"))),
                    parameters,
                    edit);
        } catch (IOException e) {
            throw new IllegalStateException("cannot read the case " + folder, e);
        }
    }

    @Override
    public String toString() {
        return text.style() + "/" + name;
    }
}
