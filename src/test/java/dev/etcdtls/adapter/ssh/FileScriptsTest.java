package dev.etcdtls.adapter.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The scripts that change files, on this machine's own shell. */
class FileScriptsTest {
    @TempDir
    private Path folder;

    /** A connection that is cut half way looks like the end of the input. */
    @Test
    void aTextThatArrivesHalfChangesNothing() throws Exception {
        Path file = Files.writeString(folder.resolve("settings"), "old\n");

        int exit = write(file, "half of the te", 20);

        assertThat(exit).isNotZero();
        assertThat(file).hasContent("old");
        assertThat(names()).containsExactly("settings");
    }

    /** The complaint goes into a connection that is gone, and a shell that is killed by that cleans nothing up. */
    @Test
    void aTextThatArrivesHalfLeavesNothingWhenNobodyListens() throws Exception {
        Path file = Files.writeString(folder.resolve("settings"), "old\n");
        Process shell = new ProcessBuilder(command(RemoteScript.WRITE_FILE, words(file, 20)))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        shell.getErrorStream().close();

        try (var stdin = shell.outputWriter()) {
            stdin.write("half of the te");
        }

        assertThat(shell.waitFor()).isNotZero();
        assertThat(file).hasContent("old");
        assertThat(names()).containsExactly("settings");
    }

    @Test
    void aWholeTextReplacesTheFile() throws Exception {
        Path file = Files.writeString(folder.resolve("settings"), "old\n");

        int exit = write(file, "new\n", 4);

        assertThat(exit).isZero();
        assertThat(file).hasContent("new");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-r-----");
        assertThat(names()).containsExactly("settings");
    }

    @Test
    void aLinkStaysALink() throws Exception {
        Path file = Files.writeString(folder.resolve("real"), "old\n");
        Path link = Files.createSymbolicLink(folder.resolve("link"), Path.of("real"));

        assertThat(write(link, "new\n", 4)).isZero();

        assertThat(link).isSymbolicLink();
        assertThat(file).hasContent("new");
    }

    @Test
    void aKeyThatIsThereIsNeverReplaced() throws Exception {
        Path key = folder.resolve("member.key");
        PosixFileAttributes own = Files.readAttributes(folder, PosixFileAttributes.class);
        List<String> words =
                List.of(key.toString(), own.owner().getName(), own.group().getName(), "m1");

        assertThat(run(RemoteScript.CREATE_REQUEST, "", words)).isZero();
        String first = Files.readString(key);
        assertThat(run(RemoteScript.CREATE_REQUEST, "", words)).isZero();

        assertThat(key).hasContent(first);
        assertThat(names()).containsExactly("member.key");
    }

    private int write(Path file, String text, int length) throws Exception {
        return run(RemoteScript.WRITE_FILE, text, words(file, length));
    }

    private List<String> words(Path file, int length) throws IOException {
        PosixFileAttributes own = Files.readAttributes(folder, PosixFileAttributes.class);
        return List.of(file.toString(), own.owner().getName(), own.group().getName(), "640", String.valueOf(length));
    }

    private static int run(RemoteScript script, String input, List<String> words) throws Exception {
        Process shell = new ProcessBuilder(command(script, words))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (var stdin = shell.outputWriter()) {
            stdin.write(input);
        }
        return shell.waitFor();
    }

    private static List<String> command(RemoteScript script, List<String> words) {
        List<String> command = new ArrayList<>(List.of("sh", "-c", script.text(), script.title()));
        command.addAll(words);
        return command;
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
