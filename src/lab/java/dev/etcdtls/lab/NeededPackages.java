package dev.etcdtls.lab;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Commands of this machine that the lab cannot do without; what is missing is installed with apt-get. */
final class NeededPackages {
    private static final Map<String, String> PACKAGE_OF = new TreeMap<>(Map.of(
            "dockerd",
            "docker.io",
            "iptables",
            "iptables",
            "debootstrap",
            "debootstrap",
            "pip3",
            "python3-pip",
            "gcc",
            "build-essential"));

    private NeededPackages() {}

    /** Installs the packages of those commands that are missing; fails when they are missing still. */
    static void ensure(Progress progress, String... commands) {
        List<String> missing = missing(commands);
        if (missing.isEmpty()) {
            return;
        }
        List<String> packages = missing.stream().map(PACKAGE_OF::get).toList();
        if (LocalCommand.find("apt-get").isEmpty()) {
            throw new LabException("the lab needs %s and this machine has no apt-get; install them".formatted(missing));
        }
        progress.say("installing " + String.join(" ", packages));
        aptGet(List.of("update", "-q")).orThrow("apt-get update");
        List<String> install = new ArrayList<>(List.of("install", "-q", "-y", "--no-install-recommends"));
        install.addAll(packages);
        aptGet(install).orThrow("apt-get install " + String.join(" ", packages));
        List<String> still = missing(commands);
        if (!still.isEmpty()) {
            throw new LabException("installed %s, but %s is missing still".formatted(packages, still));
        }
    }

    private static List<String> missing(String... commands) {
        return List.of(commands).stream()
                .filter(command -> LocalCommand.find(command).isEmpty())
                .toList();
    }

    private static ExecResult aptGet(List<String> arguments) {
        List<String> command = new ArrayList<>(List.of("apt-get", "-o", "DPkg::Lock::Timeout=300"));
        command.addAll(arguments);
        return LocalCommand.run(command, Map.of("DEBIAN_FRONTEND", "noninteractive"), Path.of("/"));
    }
}
