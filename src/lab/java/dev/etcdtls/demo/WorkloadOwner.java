package dev.etcdtls.demo;

import dev.etcdtls.codec.EventCodec;
import dev.etcdtls.event.Event;
import dev.etcdtls.lab.Lab;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/**
 * The person who owns the workload: waits until a run's census names it, gets it a certificate, and moves it to TLS with all its endpoints
 * at once, without a restart.
 */
public final class WorkloadOwner implements Runnable {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration PAUSE = Duration.ofMillis(300);

    private final Lab lab;
    private final Tool tool;
    private final Path folder;
    private volatile String story = "the census never named the workload";

    public WorkloadOwner(Lab lab, Tool tool, Path folder) {
        this.lab = lab;
        this.tool = tool;
        this.folder = folder;
    }

    /** What came of it. */
    public String story() {
        return story;
    }

    @Override
    public void run() {
        try {
            while (!isNamed()) {
                Thread.sleep(PAUSE);
            }
            move();
        } catch (InterruptedException _) {
            // The run has ended without a census: there is nobody to move.
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void move() throws IOException {
        System.out.println("  # the workload's owner reads that it still speaks plaintext, and moves it");
        Path files = folder.resolve("workload");
        Tool.Ended made = tool.quietly("client", "workload", "--out", files.toString(), "--output", "json")
                .orThrow("etcd-tls client");
        List<String> endpoints = new ArrayList<>();
        JSON.readTree(made.out()).get("endpoints").forEach(each -> endpoints.add(each.asString()));
        lab.workload()
                .useTls(
                        endpoints,
                        Files.readString(files.resolve("ca.crt")),
                        Files.readString(files.resolve("workload.crt")),
                        Files.readString(files.resolve("workload.key")));
        story = "moved to " + String.join(",", endpoints);
        System.out.println("  # " + story);
    }

    private boolean isNamed() throws IOException {
        Optional<Path> events = events();
        if (events.isEmpty()) {
            return false;
        }
        String text = Files.readString(events.get());
        return text.substring(0, text.lastIndexOf('\n') + 1)
                .lines()
                .map(EventCodec::readTold)
                .anyMatch(told -> told.event() instanceof Event.CensusTaken census
                        && census.plaintextClients().stream().anyMatch(client -> client.contains("workload")));
    }

    Optional<Path> events() {
        Path runs = folder.resolve("runs");
        if (!Files.isDirectory(runs)) {
            return Optional.empty();
        }
        try (Stream<Path> all = Files.list(runs)) {
            return all.map(run -> run.resolve("events.jsonl"))
                    .filter(Files::isRegularFile)
                    .findFirst();
        } catch (IOException e) {
            throw new DemoException("cannot list " + runs, e);
        }
    }
}
