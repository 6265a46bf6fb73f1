package dev.etcdtls.lab;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.model.Frame;
import com.github.dockerjava.api.model.StreamType;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/** A running host of a lab. Commands run as root through the engine, not through SSH: this is the lab's own back door. */
public final class LabHost {
    private static final Duration BOOT_LIMIT = Duration.ofSeconds(90);

    private final DockerClient client;
    private final String container;
    private final String name;
    private final String address;
    private final HostRole role;

    LabHost(DockerClient client, String container, String name, String address, HostRole role) {
        this.client = client;
        this.container = container;
        this.name = name;
        this.address = address;
        this.role = role;
    }

    /** The host's name, such as {@code m1}. */
    public String name() {
        return name;
    }

    /** The host's address on the lab's network. */
    public String address() {
        return address;
    }

    /** What the host is for. */
    public HostRole role() {
        return role;
    }

    /** The id of the container that is this host, for faults such as a kill or a pause. */
    public String container() {
        return container;
    }

    /** Runs a command as root and waits for its end, at most {@code limit}. */
    public ExecResult exec(Duration limit, List<String> command) {
        String id = client.execCreateCmd(container)
                .withAttachStdout(true)
                .withAttachStderr(true)
                .withCmd(command.toArray(new String[0]))
                .exec()
                .getId();
        Output output = new Output();
        try {
            if (!client.execStartCmd(id).exec(output).awaitCompletion(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new LabException("%s: no end after %s: %s".formatted(name, limit, String.join(" ", command)));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LabException("interrupted while a command ran on " + name, e);
        }
        Long exitCode = client.inspectExecCmd(id).exec().getExitCodeLong();
        return new ExecResult(exitCode == null ? -1 : Math.toIntExact(exitCode), output.stdout(), output.stderr());
    }

    /** Takes the power away and gives it back; returns when systemd says {@code running} again. Memory file systems are empty then. */
    public void powerCycle() {
        client.killContainerCmd(container).exec();
        client.startContainerCmd(container).exec();
        awaitRunning();
    }

    /** Runs a shell script as root, within a minute; fails when it fails. */
    ExecResult script(String text) {
        return exec(Duration.ofMinutes(1), List.of("bash", "-euc", text)).orThrow(name + ": " + firstLine(text));
    }

    /** Writes files as root; their folders must exist. Never below /run or /tmp, which a later mount would hide. */
    void put(List<HostFile> files) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes)) {
            for (HostFile file : files) {
                byte[] content = file.bytes();
                TarArchiveEntry entry = new TarArchiveEntry(file.path().substring(1));
                entry.setMode(file.mode());
                entry.setSize(content.length);
                tar.putArchiveEntry(entry);
                tar.write(content);
                tar.closeArchiveEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot pack files for " + name, e);
        }
        client.copyArchiveToContainerCmd(container)
                .withTarInputStream(new ByteArrayInputStream(bytes.toByteArray()))
                .withRemotePath("/")
                .exec();
    }

    /** Waits until systemd says {@code running}; a failed unit is an error that names it. */
    void awaitRunning() {
        boolean settled = Deadline.in(BOOT_LIMIT).await(() -> {
            String state = state();
            return state.equals("running") || state.equals("degraded");
        });
        if (!settled || !state().equals("running")) {
            String failed = exec(Duration.ofSeconds(20), List.of("systemctl", "--failed", "--no-legend"))
                    .text();
            throw new LabException("host %s is %s after its start; failed units: %s".formatted(name, state(), failed));
        }
    }

    /** What systemd says about the host: {@code running}, {@code degraded}, … */
    public String state() {
        return exec(Duration.ofSeconds(20), List.of("systemctl", "is-system-running"))
                .text();
    }

    private static String firstLine(String text) {
        return text.strip().lines().findFirst().orElse("");
    }

    private static final class Output extends ResultCallback.Adapter<Frame> {
        private final ByteArrayOutputStream stdout = new ByteArrayOutputStream();
        private final ByteArrayOutputStream stderr = new ByteArrayOutputStream();

        @Override
        public void onNext(Frame frame) {
            (frame.getStreamType() == StreamType.STDERR ? stderr : stdout).writeBytes(frame.getPayload());
        }

        String stdout() {
            return stdout.toString(StandardCharsets.UTF_8);
        }

        String stderr() {
            return stderr.toString(StandardCharsets.UTF_8);
        }
    }
}
