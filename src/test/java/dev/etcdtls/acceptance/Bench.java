package dev.etcdtls.acceptance;

import dev.etcdtls.acceptance.BadInput.Login;
import dev.etcdtls.lab.Lab;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;

/** A lab, a folder to work in, and short ways to do something to both. */
final class Bench {
    /** The inventory that cases use; faults may write another text into it. */
    static final String INVENTORY = "case.yaml";

    /** The folder of the plan that was made while all was well. */
    static final String GOOD_PLAN = "good";

    private final Lab lab;
    private final Path checkout;
    private final Path folder;

    Bench(Lab lab, Path checkout, Path folder) {
        this.lab = lab;
        this.checkout = checkout;
        this.folder = folder;
    }

    Lab lab() {
        return lab;
    }

    Bao bao() {
        return new Bao(lab);
    }

    Path checkout() {
        return checkout;
    }

    Path file(String name) {
        return folder.resolve(name);
    }

    Tool tool(Login login) {
        return new Tool(
                checkout,
                folder,
                switch (login) {
                    case AS_OPS -> lab.directory();
                    case WITHOUT_KEY_OF_M2 -> access("without-m2", List.of());
                    case WITH_KEY_OF_M1_FOR_M2 -> access("changed-m2", keysOfM1ForM2());
                });
    }

    /** Writes the case's inventory: the lab's own, changed. */
    void inventory(UnaryOperator<String> change) {
        String before = read(lab.directory().resolve("inventory.yaml"));
        String after = change.apply(before);
        write(file(INVENTORY), after);
    }

    /** The same, with one text in the place of another, which must be there. */
    void inventory(String text, String instead) {
        inventory(before -> {
            if (!before.contains(text)) {
                throw new IllegalStateException("the lab's inventory does not say '" + text + "'");
            }
            return before.replaceFirst(java.util.regex.Pattern.quote(text), instead);
        });
    }

    /** Runs a script as root on a host, by the lab's back door; fails when it fails. Gives what it printed. */
    String root(String host, String script) {
        return lab.exec(host, "bash", "-euc", "export ETCDCTL_API=3\n" + script)
                .orThrow("script on " + host)
                .text();
    }

    private List<String> keysOfM1ForM2() {
        return knownHosts().stream()
                .filter(line -> line.contains("198.51.100.11"))
                .map(line -> line.replace("198.51.100.11", "198.51.100.12").replace("m1", "m2"))
                .toList();
    }

    /** A folder such as the lab's, with other keys for m2. */
    private Path access(String name, List<String> keys) {
        Path made = file(name);
        try {
            Files.createDirectories(made);
            Path identity = made.resolve("ssh_key");
            if (!Files.exists(identity)) {
                Files.createSymbolicLink(identity, lab.directory().resolve("ssh_key"));
            }
            List<String> others = knownHosts().stream()
                    .filter(line -> !line.contains("198.51.100.12"))
                    .toList();
            Files.write(made.resolve("known_hosts"), others);
            Files.write(made.resolve("known_hosts"), keys, java.nio.file.StandardOpenOption.APPEND);
            return made;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<String> knownHosts() {
        return read(lab.directory().resolve("known_hosts")).lines().toList();
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void write(Path file, String text) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
