package dev.etcdtls.lab;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The checkout that the lab belongs to: sources of the host image and the workload, and {@code target/}. */
record Checkout(Path root) {

    /** The system property {@code etcdtls.checkout}, or the nearest folder upwards that has the lab's sources. */
    static Checkout find() {
        Optional<String> told = Optional.ofNullable(System.getProperty("etcdtls.checkout"));
        Path start = Path.of(told.orElse("")).toAbsolutePath().normalize();
        for (Path folder = start; folder != null; folder = folder.getParent()) {
            if (Files.isRegularFile(folder.resolve("src/lab/host/Dockerfile"))) {
                return new Checkout(folder);
            }
        }
        throw new LabException(start + " is not inside a checkout of etcd-tls; run the lab from there");
    }

    Path hostSources() {
        return labSources("host");
    }

    /** A folder below {@code src/lab}, such as {@code workload}. */
    Path labSources(String name) {
        return root.resolve("src/lab").resolve(name);
    }

    Path labFolder(String name) {
        return root.resolve("target/lab").resolve(name);
    }
}
