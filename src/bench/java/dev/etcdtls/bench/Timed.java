package dev.etcdtls.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A program of this machine, run to its end with a watch. */
final class Timed {
    private Timed() {}

    /**
     * How long a command took, all of it. What it prints goes into a file.
     *
     * @throws BenchException when it fails, with the end of what it printed
     */
    static Duration run(Path folder, Path log, Map<String, String> environment, List<String> command) {
        try {
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectInput(Path.of("/dev/null").toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile());
            builder.environment().putAll(environment);
            long begin = System.nanoTime();
            int code = builder.start().waitFor();
            Duration took = Duration.ofNanos(System.nanoTime() - begin);
            if (code != 0) {
                throw new BenchException("exit code " + code + " of " + String.join(" ", command) + ":\n" + tail(log));
            }
            return took;
        } catch (IOException e) {
            throw new BenchException("cannot run " + command.getFirst(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchException("interrupted while " + command.getFirst() + " ran", e);
        }
    }

    private static String tail(Path log) throws IOException {
        List<String> lines = Files.readAllLines(log);
        return String.join("\n", lines.subList(Math.max(0, lines.size() - 30), lines.size()));
    }
}
