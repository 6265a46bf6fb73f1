package dev.etcdtls.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A docker engine of the lab's own: data, socket, process id and log lie in the cache, and nobody else uses it. */
final class OwnEngine {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final Path folder;

    private OwnEngine(Path folder) {
        this.folder = folder;
    }

    static OwnEngine ofUser() {
        return new OwnEngine(Cache.ofUser().folder("engine"));
    }

    URI address() {
        return URI.create("unix://" + socket());
    }

    boolean answers() {
        return DockerPing.answers(socket());
    }

    /** Starts the engine in a session of its own, so that it outlives this process; returns when it answers. */
    void start(Progress progress) {
        progress.say("no docker engine answers: starting one of the lab's own (socket " + socket() + ")");
        // dockerd finds iptables and runc on its PATH, which may lack the folders of the superuser.
        String path = System.getenv().getOrDefault("PATH", "") + ":/usr/local/sbin:/usr/sbin:/sbin";
        String script = "exec setsid --fork dockerd --data-root \"$1/data\" --exec-root \"$1/exec\""
                + " -H \"unix://$1/docker.sock\" --pidfile \"$1/docker.pid\" --log-level warn >> \"$1/log\" 2>&1";
        LocalCommand.run(List.of("sh", "-c", script, "sh", folder.toString()), Map.of("PATH", path), Path.of("/"))
                .orThrow("starting dockerd");
        if (!Deadline.in(LIMIT).await(this::answers)) {
            throw new LabException(
                    "the docker engine does not answer after %s; it needs root and cgroups, its log is %s"
                            .formatted(LIMIT, folder.resolve("log")));
        }
        progress.say("docker engine answers");
    }

    /** Ends the engine's process and waits until it is gone. */
    void stop() {
        Optional<ProcessHandle> process = process();
        process.ifPresent(ProcessHandle::destroy);
        if (!Deadline.in(LIMIT)
                .await(() -> process.filter(ProcessHandle::isAlive).isEmpty())) {
            throw new LabException("the docker engine (process %d) does not end"
                    .formatted(process.orElseThrow().pid()));
        }
    }

    private Optional<ProcessHandle> process() {
        Path file = folder.resolve("docker.pid");
        try {
            if (!Files.exists(file)) {
                return Optional.empty();
            }
            long id = Long.parseLong(Files.readString(file).strip());
            // A process id may have been given to another program since; the command name is the check.
            return ProcessHandle.of(id)
                    .filter(handle -> handle.info().command().orElse("").endsWith("/dockerd"));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    private Path socket() {
        return folder.resolve("docker.sock");
    }
}
