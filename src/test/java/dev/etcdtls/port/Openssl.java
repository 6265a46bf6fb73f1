package dev.etcdtls.port;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** OpenSSL's opinion on certificates, keys and requests, in a scratch folder. */
public final class Openssl {
    private final Path folder;

    public Openssl(Path folder) {
        this.folder = folder;
    }

    /** Runs openssl in the folder and gives what it printed, errors included; throws when it fails. */
    public String run(String... arguments) {
        try {
            List<String> command = new ArrayList<>(List.of("openssl"));
            command.addAll(List.of(arguments));
            Path out = Files.createTempFile(folder, "openssl", ".out");
            Process process = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(out.toFile())
                    .start();
            int code = process.waitFor();
            String text = Files.readString(out);
            if (code != 0) {
                throw new IllegalStateException(String.join(" ", command) + " ended with " + code + ": " + text);
            }
            return text;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** Writes a file into the folder. */
    public void write(String name, String text) {
        try {
            Files.writeString(folder.resolve(name), text, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A CSR as hosts make it, with the key options given. */
    public String request(String subject, String... keyOptions) {
        List<String> command = Stream.concat(
                        Stream.of("req", "-new", "-nodes", "-keyout", "host.key", "-subj", subject, "-newkey"),
                        Stream.of(keyOptions))
                .toList();
        String text = run(command.toArray(new String[0]));
        return text.substring(text.indexOf("-----BEGIN CERTIFICATE REQUEST-----"));
    }
}
