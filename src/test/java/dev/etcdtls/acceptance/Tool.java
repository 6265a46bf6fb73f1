package dev.etcdtls.acceptance;

import dev.etcdtls.demo.WorkloadOwner;
import dev.etcdtls.lab.Lab;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The launcher {@code bin/etcd-tls} as a user runs it, from a folder of its own, with a lab's key and known hosts. */
final class Tool {
    private static final Duration LIMIT = Duration.ofMinutes(8);
    private static final Duration LOOK = Duration.ofMillis(100);

    private final Path checkout;
    private final Path folder;
    private final Path lab;

    /** @param folder where it runs; @param lab the lab's folder with {@code ssh_key} and {@code known_hosts} */
    Tool(Path checkout, Path folder, Path lab) {
        this.checkout = checkout;
        this.folder = folder;
        this.lab = lab;
    }

    /** How a command ended. */
    record Ended(int exitCode, String stdout, String stderr) {
        /** All that a person would have seen. */
        String said() {
            return stdout + stderr;
        }
    }

    /** The launcher itself. */
    Path launcher() {
        return checkout.resolve("bin/etcd-tls");
    }

    Path folder() {
        return folder;
    }

    /** Runs a command to its end; stdin is empty, so that a question to a person cannot be answered. */
    Ended run(String... arguments) {
        Running running = start(arguments);
        return running.await(LIMIT);
    }

    /**
     * Runs a command at a terminal of its own, at which a person types a line once the question is there: what was typed before it is no
     * answer. What the command says comes as stdout.
     */
    Ended runAtTerminal(String question, String typed, String... arguments) {
        String command = Stream.concat(
                        Stream.of(launcher().toString()), Stream.concat(Stream.of(arguments), access().stream()))
                .map(word -> "'" + word + "'")
                .collect(Collectors.joining(" "));
        Running running = start(List.of("script", "-qefc", command, "/dev/null"), Redirect.PIPE);
        while (running.process().isAlive() && !Running.text(running.out()).contains(question)) {
            LockSupport.parkNanos(LOOK.toNanos());
        }
        try {
            Writer keyboard = running.process().outputWriter();
            keyboard.write(typed + "\n");
            keyboard.flush();
        } catch (IOException _) {
            // It has ended without a question, and says why.
        }
        return running.await(LIMIT);
    }

    /** Starts a command and returns at once. */
    Running start(String... arguments) {
        List<String> words = new ArrayList<>(List.of(arguments));
        words.addAll(access());
        return startWith(words);
    }

    /** Starts a command with these words and no others; a command that the tool has told says itself how hosts are reached. */
    Running startWith(List<String> words) {
        List<String> command = new ArrayList<>(List.of(launcher().toString()));
        command.addAll(words);
        return start(command, Redirect.from(Path.of("/dev/null").toFile()));
    }

    private Running start(List<String> command, Redirect input) {
        try {
            Path out = Files.createTempFile(folder, "stdout", ".txt");
            Path err = Files.createTempFile(folder, "stderr", ".txt");
            Process process = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectInput(input)
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile())
                    .start();
            return new Running(process, out, err);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start etcd-tls", e);
        }
    }

    /** The person who owns the lab's workload, with the same command in the same folder; not yet waiting for the census. */
    Thread workloadOwner(Lab workloads) {
        dev.etcdtls.demo.Tool same = new dev.etcdtls.demo.Tool(launcher(), folder, access());
        return Thread.ofPlatform()
                .daemon()
                .name("workload-owner")
                .unstarted(new WorkloadOwner(workloads, same, folder));
    }

    private List<String> access() {
        return List.of(
                "--known-hosts",
                lab.resolve("known_hosts").toString(),
                "--identity",
                lab.resolve("ssh_key").toString());
    }

    /** A command that runs; the launcher has replaced itself by the JVM, so its process id is the tool's own. */
    record Running(Process process, Path out, Path err) {
        Ended await(Duration limit) {
            try {
                if (!process.waitFor(limit.toSeconds(), TimeUnit.SECONDS)) {
                    process.destroyForcibly();
                    throw new AssertionError("no end after " + limit + "; stderr so far:\n" + text(err));
                }
                return new Ended(process.exitValue(), text(out), text(err));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted", e);
            }
        }

        private static String text(Path file) {
            try {
                return Files.readString(file);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
