package dev.etcdtls.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Rules that only the source text shows. */
class SourcesArchitectureTest {
    private static final Path TEST = Path.of("src/test/java");
    private static final Path LAB = Path.of("src/lab/java");
    private static final Path BENCH = Path.of("src/bench/java");
    private static final Path MAIN = Path.of("src/main/java");
    private static final int LONGEST = 250;

    /** A class that needs more has two reasons to change; limits that are raised to fit the code are no limits. */
    @Test
    void noSourceFileIsLongerThanItsLimit() throws IOException {
        assertThat(sources(MAIN)
                        .filter(file -> lines(file) > LONGEST)
                        .map(file -> file + ": " + lines(file) + " lines"))
                .as("source files of more than %s lines: split them", LONGEST)
                .isEmpty();
    }

    /**
     * NullAway looks only into marked packages: one without the mark would be free of checks and nobody would notice. Tests, lab and
     * benchmarks are compiled together, so that a package in both is marked in one.
     */
    @Test
    void everyPackageIsNullMarked() throws IOException {
        assertThat(sources(Path.of("src"))
                        .map(Path::getParent)
                        .distinct()
                        .filter(folder -> !marked(folder) && twins(folder).noneMatch(SourcesArchitectureTest::marked)))
                .as("packages without @NullMarked in package-info.java")
                .isEmpty();
    }

    /** What is to be done stands in an issue, where somebody looks for it. */
    @Test
    void nothingIsLeftToDoInComments() throws IOException {
        List<String> marks = List.of("TO" + "DO", "FIX" + "ME");
        assertThat(sources(Path.of("src"))
                        .filter(file ->
                                marks.stream().anyMatch(mark -> text(file).contains(mark))))
                .isEmpty();
    }

    private static Stream<Path> sources(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(file -> file.toString().endsWith(".java")).sorted().toList().stream();
        }
    }

    private static long lines(Path file) {
        return text(file).lines().count();
    }

    private static Stream<Path> twins(Path folder) {
        return folder.startsWith(TEST)
                ? Stream.of(LAB, BENCH).map(root -> root.resolve(TEST.relativize(folder)))
                : Stream.empty();
    }

    private static boolean marked(Path folder) {
        Path packageInfo = folder.resolve("package-info.java");
        return Files.exists(packageInfo) && text(packageInfo).contains("@NullMarked");
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
