package dev.etcdtls.demo;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The product as a person starts it: {@code bin/etcd-tls} in a folder, with nobody at its input. */
public final class Tool {
    private final Path program;
    private final Path folder;
    private final List<String> access;

    /** @param access the flags that say how hosts are logged in to */
    public Tool(Path program, Path folder, List<String> access) {
        this.program = program;
        this.folder = folder;
        this.access = List.copyOf(access);
    }

    /** How a command ended. */
    public record Ended(int exitCode, String out) {
        Ended orThrow(String what) {
            if (exitCode != 0) {
                throw new DemoException(what + " ended with exit code " + exitCode);
            }
            return this;
        }
    }

    /** Runs a command; its story is shown as it comes, its result when it has ended. */
    public Ended run(String... arguments) {
        System.out.println("\n$ etcd-tls " + String.join(" ", arguments));
        Ended ended = quietly(arguments);
        ended.out().lines().forEach(line -> System.out.println("    " + line));
        return ended;
    }

    /** The same without its result on the screen. */
    public Ended quietly(String... arguments) {
        List<String> command = new ArrayList<>(List.of(program.toString()));
        command.addAll(List.of(arguments));
        command.addAll(access);
        try {
            Process process = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectInput(
                            ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                    .start();
            Thread story = Thread.ofVirtual().start(() -> tell(process));
            String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int code = process.waitFor();
            story.join();
            return new Ended(code, out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DemoException("interrupted while etcd-tls ran", e);
        }
    }

    private static void tell(Process process) {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getErrorStream(), StandardCharsets.UTF_8))) {
            lines.lines().forEach(line -> System.out.println("  | " + line));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
