package dev.etcdtls.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Debian's archive at the address that the machine's own apt sources name; none is written down here. Packages of
 * another suite are fetched with an apt configuration of their own, so that the machine's is never touched.
 */
final class DebianArchive {
    private static final Path KEYRING = Path.of("/usr/share/keyrings/debian-archive-keyring.gpg");
    private static final Pattern ADDRESS =
            Pattern.compile("^\\s*(?:deb\\s+(?:\\[[^]]*]\\s*)?|URIs:\\s*)(https?://\\S+/debian)/?(?:\\s|$)");

    private final Cache cache;
    private final Progress progress;

    DebianArchive(Cache cache, Progress progress) {
        this.cache = cache;
        this.progress = progress;
    }

    /** The archive's address, such as the one in {@code /etc/apt/sources.list.d/debian.sources}. */
    String address() {
        return addressIn(sourceLines());
    }

    static String addressIn(List<String> lines) {
        return lines.stream()
                .map(ADDRESS::matcher)
                .filter(Matcher::find)
                .map(matcher -> matcher.group(1))
                .findFirst()
                .orElseThrow(() -> new LabException("no Debian archive (an address that ends in /debian) in the apt"
                        + " sources of this machine; add one to /etc/apt/sources.list.d"));
    }

    Path keyring() {
        if (Files.isReadable(KEYRING)) {
            return KEYRING;
        }
        throw new LabException(KEYRING + " is missing; install debian-archive-keyring");
    }

    /** Downloads packages of an upstream version from a suite into a folder and unpacks them there. */
    void unpack(String suite, String version, List<String> packages, Path folder) throws IOException {
        List<String> options = optionsFor(suite);
        for (String name : packages) {
            String exact = exactVersion(options, suite, name, version);
            progress.say("downloading " + name + " " + exact + " from Debian " + suite);
            apt("apt-get", options, List.of("-q", "download", name + "=" + exact), folder)
                    .orThrow("downloading " + name);
        }
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".deb")).toList()) {
                LocalCommand.run("dpkg", "-x", file.toString(), folder.toString())
                        .orThrow("unpacking " + file);
            }
        }
    }

    private String exactVersion(List<String> options, String suite, String name, String version) throws IOException {
        String listed = apt("apt-cache", options, List.of("madison", name), cache.folder())
                .orThrow("looking for " + name)
                .stdout();
        List<String> versions = listed.lines()
                .map(line -> line.split("\\|", -1))
                .filter(parts -> parts.length == 3)
                .map(parts -> parts[1].strip())
                .toList();
        Pattern wanted = Pattern.compile(Pattern.quote(version) + "([^0-9.].*)?");
        return versions.stream()
                .filter(wanted.asMatchPredicate())
                .findFirst()
                .orElseThrow(() -> new LabException(
                        "Debian %s has %s in %s, not %s; find the suite that has it, name it in EtcdRelease"
                                .formatted(suite, name, versions, version)));
    }

    private List<String> optionsFor(String suite) throws IOException {
        Path home = cache.folder("apt-" + suite);
        Files.createDirectories(home.resolve("lists/partial"));
        Files.createDirectories(home.resolve("cache/archives/partial"));
        Path sources = home.resolve("sources.list");
        Files.writeString(sources, "deb [signed-by=%s] %s %s main\n".formatted(keyring(), address(), suite));
        List<String> options = List.of(
                "-o",
                "Dir::Etc::sourcelist=" + sources,
                "-o",
                "Dir::Etc::sourceparts=-",
                "-o",
                "Dir::State::lists=" + home.resolve("lists"),
                "-o",
                "Dir::State::status=/dev/null",
                "-o",
                "Dir::Cache=" + home.resolve("cache"),
                "-o",
                "APT::Sandbox::User=root");
        progress.say("reading the package list of Debian " + suite);
        apt("apt-get", options, List.of("-q", "update"), home).orThrow("reading Debian " + suite);
        return options;
    }

    private static ExecResult apt(String tool, List<String> options, List<String> arguments, Path folder) {
        List<String> command = new ArrayList<>(List.of(tool));
        command.addAll(options);
        command.addAll(arguments);
        return LocalCommand.run(command, Map.of(), folder);
    }

    private static List<String> sourceLines() {
        List<Path> files = new ArrayList<>(List.of(Path.of("/etc/apt/sources.list")));
        Path parts = Path.of("/etc/apt/sources.list.d");
        try {
            if (Files.isDirectory(parts)) {
                try (Stream<Path> listed = Files.list(parts)) {
                    listed.filter(file -> file.toString().matches(".*\\.(list|sources)"))
                            .sorted()
                            .forEach(files::add);
                }
            }
            List<String> lines = new ArrayList<>();
            for (Path file : files) {
                if (Files.isReadable(file)) {
                    lines.addAll(Files.readAllLines(file));
                }
            }
            return lines;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the apt sources", e);
        }
    }
}
