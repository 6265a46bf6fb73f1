package dev.etcdtls.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Runs a command of this machine, with a deadline; what it prints goes through files, so that no pipe can fill up. */
final class LocalCommand {
    private static final Duration LIMIT = Duration.ofMinutes(10);

    private LocalCommand() {}

    static ExecResult run(String... command) {
        return run(List.of(command), Map.of(), Path.of("/"));
    }

    static ExecResult run(List<String> command, Map<String, String> environment, Path folder) {
        return run(LIMIT, command, environment, folder);
    }

    static ExecResult run(Duration limit, List<String> command, Map<String, String> environment, Path folder) {
        try {
            Path out = Files.createTempFile("etcd-tls-lab", ".out");
            Path err = Files.createTempFile("etcd-tls-lab", ".err");
            try {
                Process process = start(command, environment, folder, out, err);
                return new ExecResult(exitCodeOf(process, limit, command.getFirst()), read(out), read(err));
            } finally {
                Files.deleteIfExists(out);
                Files.deleteIfExists(err);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot run " + command.getFirst(), e);
        }
    }

    /** The path of a command that this machine has. */
    static Optional<Path> find(String command) {
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("") + ":/usr/local/sbin:/usr/sbin:/sbin";
        for (String folder : path.split(":", -1)) {
            Path candidate = Path.of(folder.isEmpty() ? "." : folder, command);
            if (Files.isExecutable(candidate) && Files.isRegularFile(candidate)) {
                return Optional.of(candidate);
            }
        }
        return Optional.empty();
    }

    private static Process start(List<String> command, Map<String, String> environment, Path folder, Path out, Path err)
            throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectInput(Path.of("/dev/null").toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().putAll(environment);
        return builder.start();
    }

    private static int exitCodeOf(Process process, Duration limit, String command) {
        try {
            if (!process.waitFor(limit.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new LabException("%s did not end within %s".formatted(command, limit));
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            process.destroy();
            Thread.currentThread().interrupt();
            throw new LabException("interrupted while " + command + " was running", e);
        }
    }

    private static String read(Path file) throws IOException {
        return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    }
}
