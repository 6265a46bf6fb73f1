package dev.etcdtls.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.etcdtls.lab.Lab;
import dev.etcdtls.lab.LabHost;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Everything that a run has left or shown, and where in it a secret is to be found. */
final class Traces {
    /** The kinds of places in which the planted secret must be found, as {@link #kindsOf} words them. */
    static final List<String> KINDS = List.of(
            "cmdline of m2",
            "cmdline of the tool's machine",
            "environ of m2",
            "environ of the tool's machine",
            "file leak.json",
            "m2 file /tmp/leak",
            "m2 journal");

    private static final long LARGEST = 64L << 20;
    private static final int FEWEST_SAMPLES = 100;

    /** Files of the host that somebody may have written, without etcd's data, and what the journal holds; names, one a line. */
    private static final String SEARCH = """
            umask 077
            cat >/dev/shm/traces <<'END'
            TRACES
            END
            for folder in /etc /var /run /tmp /root /home /opt /srv /usr/local /dev/shm; do
              find $folder -xdev \\( -path /var/lib/etcd -o -path /dev/shm/traces \\) -prune -o -type f -print0 |
                xargs -0 -r grep -laFf /dev/shm/traces | sed 's/^/file /'
            done
            journalctl --no-pager -q -o export | grep -qaFf /dev/shm/traces && echo journal
            rm -f /dev/shm/traces
            """;

    private final Lab lab;
    private final Path folder;
    private final Instant begun;
    private final Map<String, List<String>> samples = new LinkedHashMap<>();

    /** @param begun files of the machine's temporary folder that are older are not looked at */
    Traces(Lab lab, Path folder, Instant begun) {
        this.lab = lab;
        this.folder = folder;
        this.begun = begun;
    }

    void ofMachine(MachineSampler machine) {
        assertThat(machine.rounds()).as("samples on the tool's machine").isGreaterThan(FEWEST_SAMPLES);
        samples.put("the tool's machine", machine.seen());
    }

    void ofHost(HostSampler sampler) {
        List<String> seen = sampler.stop();
        String rounds = seen.getLast();
        System.out.println(sampler.host().name() + ": " + rounds);
        assertThat(Integer.parseInt(rounds.split(" ")[1])).as(rounds).isGreaterThan(FEWEST_SAMPLES);
        samples.put(sampler.host().name(), seen);
    }

    /** Owner and mode of files in the folder of certificates at any moment of the run. */
    List<String> sampledFiles(String host) {
        return samples.getOrDefault(host, List.of()).stream()
                .filter(line -> line.startsWith("file "))
                .toList();
    }

    /** Every place in which a secret is. */
    List<String> of(KnownSecret secret) throws IOException {
        List<String> places = new ArrayList<>();
        samples.forEach((where, lines) -> lines.stream()
                .filter(line -> secret.isIn(line.replace("%0a", "")) || secret.isIn(line))
                .map(line -> line.substring(0, line.indexOf(' ')) + " of " + where)
                .distinct()
                .forEach(places::add));
        filesBelow(folder)
                .filter(file -> holds(file, secret))
                .map(file -> "file " + folder.relativize(file))
                .forEach(places::add);
        // The checkout may lie in the folder for temporary files itself.
        filesBelow(Path.of(System.getProperty("java.io.tmpdir")))
                .filter(file -> !file.startsWith(folder))
                .filter(this::isYoungAndSmall)
                .filter(file -> holds(file, secret))
                .map(file -> "file " + file)
                .forEach(places::add);
        String script = SEARCH.replace("TRACES", String.join("\n", secret.traces()));
        for (LabHost host : lab.hosts()) {
            lab.exec(host.name(), "bash", "-c", script)
                    .orThrow("searching " + host.name())
                    .stdout()
                    .lines()
                    .forEach(line -> places.add(host.name() + " " + line));
        }
        return places;
    }

    /** The places of the planted secret, without the noise of where else the engine that planted it shows it. */
    List<String> kindsOf(KnownSecret planted) throws IOException {
        List<String> places = of(planted);
        return KINDS.stream().filter(places::contains).toList();
    }

    /** What lies in the folder of runs and others than its owner may open. */
    List<Path> openFilesOfRuns() throws IOException {
        try (Stream<Path> all = Files.walk(folder.resolve("runs"))) {
            return all.skip(1).filter(path -> !mode(path).endsWith("------")).toList();
        }
    }

    private static Stream<Path> filesBelow(Path root) throws IOException {
        List<Path> found = new ArrayList<>();
        Files.walkFileTree(root, new ReadableFiles(found));
        return found.stream();
    }

    private boolean isYoungAndSmall(Path file) {
        try {
            return Files.size(file) <= LARGEST
                    && Files.getLastModifiedTime(file).toInstant().isAfter(begun);
        } catch (IOException _) {
            return false;
        }
    }

    private static boolean holds(Path file, KnownSecret secret) {
        try {
            return secret.isIn(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
        } catch (IOException _) {
            return false;
        }
    }

    private static String mode(Path path) {
        try {
            return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
