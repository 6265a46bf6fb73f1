package dev.etcdtls.adapter.ssh;

import dev.etcdtls.inventory.CensusTimes;
import dev.etcdtls.inventory.HostEntry;
import dev.etcdtls.inventory.Inventory;
import dev.etcdtls.inventory.IssuerSettings;
import dev.etcdtls.inventory.Ports;
import dev.etcdtls.inventory.Reach;
import dev.etcdtls.inventory.SshAddress;
import dev.etcdtls.lab.HostRole;
import dev.etcdtls.lab.Lab;
import dev.etcdtls.lab.LabHost;
import dev.etcdtls.lab.LabOptions;
import dev.etcdtls.model.ClusterName;
import dev.etcdtls.model.HostName;
import dev.etcdtls.model.Problem;
import dev.etcdtls.observation.HostFacts;
import dev.etcdtls.observation.Sight;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A lab as SSH reaches it, in the right way and in wrong ones. */
final class LabSsh implements AutoCloseable {
    private static final int PORT = 22;

    private final Lab lab;
    private final Path scratch;

    private LabSsh(Lab lab, Path scratch) {
        this.lab = lab;
        this.scratch = scratch;
    }

    /** The lab that is up, which stays up; a new one otherwise. */
    static LabSsh running() {
        try {
            Lab lab = Lab.up().keySet().stream()
                    .findFirst()
                    .map(Lab::attach)
                    .orElseGet(() -> Lab.start(LabOptions.named("ssh")));
            return new LabSsh(lab, Files.createTempDirectory("etcd-tls-ssh"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    SshAdapters adapters() {
        return new SshAdapters(inventory("ops", PORT), settings(), new RealTime());
    }

    SshConnections connections() {
        return new SshConnections(inventory("ops", PORT), settings(), new RealTime());
    }

    String address(HostName host) {
        return lab.host(host.value()).address();
    }

    String exec(HostName host, String command) {
        return lab.exec(host.value(), "sh", "-c", command).orThrow(command).text();
    }

    Problem withoutKnownHosts(HostName host) {
        return reason(host, inventory("ops", PORT), new SshSettings(scratch.resolve("none"), key(), Optional.empty()));
    }

    /** The hosts' keys under each other's addresses. */
    Problem withWrongKnownHost(HostName host) {
        String other = exec(new HostName("m2"), "cat /etc/ssh/ssh_host_ed25519_key.pub");
        Path file = write("wrong_hosts", address(host) + " " + other + "\n");
        return reason(host, inventory("ops", PORT), new SshSettings(file, key(), Optional.empty()));
    }

    Problem withAnotherIdentity(HostName host) {
        Path file = scratch.resolve("id");
        try {
            Process made =
                    new ProcessBuilder("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", file.toString()).start();
            made.waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return reason(
                host,
                inventory("ops", PORT),
                new SshSettings(settings().knownHosts(), Optional.of(file), Optional.empty()));
    }

    /** A user of the host who may log in but not become root. */
    Problem withoutSudo(HostName host) {
        exec(host, "id nosudo >/dev/null 2>&1 || useradd --create-home --shell /bin/bash nosudo");
        exec(host, "cp -r /home/ops/.ssh /home/nosudo/ && chown -R nosudo: /home/nosudo/.ssh");
        try {
            return reason(host, inventory("nosudo", PORT), settings());
        } finally {
            exec(host, "userdel -r nosudo 2>/dev/null; true");
        }
    }

    Problem onPort(HostName host, int port) {
        return reason(host, inventory("ops", port), settings());
    }

    Problem atAddress(String address) {
        HostName nobody = new HostName("nobody");
        return reason(
                nobody,
                inventory(List.of(new HostEntry(nobody, new SshAddress("ops", address, PORT), true))),
                settings());
    }

    private static Problem reason(HostName host, Inventory inventory, SshSettings settings) {
        try (SshAdapters adapters = new SshAdapters(inventory, settings, new RealTime())) {
            return switch (adapters.hosts().observe(host).sight()) {
                case Sight.Seen<HostFacts> _ -> throw new AssertionError(host + " was seen");
                case Sight.Unseen<HostFacts>(Problem problem) -> problem;
            };
        }
    }

    private SshSettings settings() {
        return new SshSettings(lab.directory().resolve("known_hosts"), key(), Optional.empty());
    }

    private Optional<Path> key() {
        return Optional.of(lab.directory().resolve("ssh_key"));
    }

    private Inventory inventory(String user, int port) {
        return inventory(lab.hosts().stream()
                .filter(host -> host.role() == HostRole.MEMBER)
                .map(host -> entry(host, user, port))
                .toList());
    }

    private static HostEntry entry(LabHost host, String user, int port) {
        return new HostEntry(new HostName(host.name()), new SshAddress(user, host.address(), port), true);
    }

    private static Inventory inventory(List<HostEntry> hosts) {
        return new Inventory(
                new ClusterName("c1"),
                hosts,
                new IssuerSettings.Local(Duration.ofDays(30), IssuerSettings.KeyOrigin.HOST_BORN),
                List.of(),
                new Inventory.Names(List.of(), List.of()),
                new Inventory.Tuning(Reach.SSH, Ports.DEFAULT, CensusTimes.DEFAULT));
    }

    private Path write(String name, String text) {
        try {
            return Files.writeString(scratch.resolve(name), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            for (String made : List.of("id", "id.pub", "wrong_hosts")) {
                Files.deleteIfExists(scratch.resolve(made));
            }
            Files.delete(scratch);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            lab.close();
        }
    }
}
