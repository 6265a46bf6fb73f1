package dev.etcdtls.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.etcdtls.codec.EventCodec;
import dev.etcdtls.demo.Before;
import dev.etcdtls.demo.ClusterFacts;
import dev.etcdtls.demo.Demo;
import dev.etcdtls.event.Event;
import dev.etcdtls.lab.IssuerChoice;
import dev.etcdtls.lab.Lab;
import dev.etcdtls.lab.LabHost;
import dev.etcdtls.lab.LabOptions;
import dev.etcdtls.lab.WorkloadChoice;
import dev.etcdtls.lab.WorkloadCounts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * There and back under load: a plaintext cluster goes to mutual TLS, all but its retirement, and back to plaintext, with the tool killed in
 * the middle of a restart on the way back. No write fails or is lost, and nothing is left that was not there before.
 */
final class RevertIT {
    private static final Duration LIMIT = Duration.ofMinutes(6);
    private static final Duration PAUSE = Duration.ofMillis(300);
    private static final int LEAST_A_SECOND = 10;

    @Test
    @Timeout(value = 15, unit = TimeUnit.MINUTES)
    void aClusterGoesToMutualTlsAndBackAndIsAsItWas() throws IOException, InterruptedException {
        Path checkout = Path.of("").toAbsolutePath();
        try (Lab lab = Lab.start(
                LabOptions.named("revert-it").withIssuer(IssuerChoice.LOCAL).withWorkload(WorkloadChoice.RUNNING))) {
            Demo demo = new Demo(lab, checkout, IssuerChoice.LOCAL);
            Files.createDirectories(demo.folder());
            demo.fill();
            Before before = Before.of(lab);
            Map<String, String> traces = traces(lab);
            demo.prepare();
            Tool tool = new Tool(checkout, demo.folder(), lab.directory());

            there(lab, tool);
            Instant turned = Instant.now();
            assertThat(traces(lab))
                    .as("the way there has changed every member")
                    .doesNotContainEntry("m1", traces.get("m1"));
            back(lab, tool);
            Instant end = Instant.now();

            Before after = Before.of(lab);
            assertThat(traces(lab)).isEqualTo(traces);
            assertThat(after.identities()).isEqualTo(before.identities());
            assertThat(after.digests()).isEqualTo(before.digests());
            assertThat(after.listeners()).isEqualTo(before.listeners());
            assertThat(starts(lab, before.at())).isEqualTo(Map.of("m1", 4, "m2", 4, "m3", 4));
            assertThat(starts(lab, turned)).isEqualTo(Map.of("m1", 2, "m2", 2, "m3", 2));
            WorkloadCounts counts = lab.workload().verify(before.at(), end);
            System.out.println("there and back: " + counts);
            assertThat(counts.failed()).isZero();
            assertThat(counts.lost()).isZero();
            assertThat(counts.acknowledged()).isGreaterThan((int)
                    (LEAST_A_SECOND * Duration.between(before.at(), end).toSeconds()));
        }
    }

    private static void there(Lab lab, Tool tool) {
        Tool.Ended planned = tool.run("plan");
        assertThat(planned.exitCode()).as(planned.said()).isZero();
        Thread owner = tool.workloadOwner(lab);
        owner.start();
        Tool.Ended applied = tool.run(
                "apply", "plan", "--gate", "none", "--approve", "enforce", "--until", "verify", "--stall-budget", "3s");
        owner.interrupt();
        System.out.println(applied.said());
        assertThat(applied.exitCode()).as(applied.said()).isZero();
    }

    /** The owner moves the workload back when the census names it; the tool is killed in a restart and taken up again. */
    private static void back(Lab lab, Tool tool) throws IOException, InterruptedException {
        Path first = newest(tool);
        Tool.Running running = tool.start("revert", "--gate", "none", "--approve", "revert", "--stall-budget", "3s");
        await(running, tool, first, RevertIT::namesTheWorkload);
        lab.workload()
                .usePlaintext(new ClusterFacts(lab)
                        .members().stream()
                                .map(member -> "http://" + member.address() + ":2379")
                                .toList());
        await(
                running,
                tool,
                first,
                event -> event instanceof Event.StepProgress progress
                        && progress.step().value().startsWith("withdraw/")
                        && progress.fact().endsWith(" restarts"));
        running.process().destroyForcibly();
        Tool.Ended killed = running.await(LIMIT);
        System.out.println(killed.said());
        Tool.Ended resumed = tool.run("resume", "--gate", "none", "--approve", "revert", "--stall-budget", "3s");
        System.out.println(resumed.said());
        assertThat(resumed.exitCode()).as(resumed.said()).isZero();
    }

    private static boolean namesTheWorkload(Event event) {
        return event instanceof Event.CensusTaken census
                && census.plaintextClients().stream().anyMatch(client -> client.contains("workload"));
    }

    /** Waits until the run that is not the first one has told of it. */
    private static void await(Tool.Running running, Tool tool, Path first, Predicate<Event> wanted)
            throws IOException, InterruptedException {
        Instant deadline = Instant.now().plus(LIMIT);
        while (Instant.now().isBefore(deadline) && running.process().isAlive()) {
            Path newest = newest(tool);
            if (!newest.equals(first) && events(newest).anyMatch(wanted)) {
                return;
            }
            Thread.sleep(PAUSE);
        }
        running.process().destroyForcibly();
        Tool.Ended ended = running.await(LIMIT);
        throw new AssertionError("the way back never came there: " + ended.said());
    }

    private static Stream<Event> events(Path run) throws IOException {
        Path file = run.resolve("events.jsonl");
        if (!Files.isRegularFile(file)) {
            return Stream.empty();
        }
        String text = Files.readString(file);
        return text.substring(0, text.lastIndexOf('\n') + 1)
                .lines()
                .map(line -> EventCodec.readTold(line).event());
    }

    private static Path newest(Tool tool) throws IOException {
        try (Stream<Path> runs = Files.list(tool.folder().resolve("runs"))) {
            return runs.filter(Files::isDirectory).max(Path::compareTo).orElseThrow();
        }
    }

    private static Map<String, Integer> starts(Lab lab, Instant since) {
        return new ClusterFacts(lab).startsSince(since);
    }

    /** What the tool touches on a member: the configuration's bytes, owner and mode, the membership, and all that is its own. */
    private static Map<String, String> traces(Lab lab) {
        Map<String, String> traces = new TreeMap<>();
        ClusterFacts facts = new ClusterFacts(lab);
        for (LabHost member : facts.members()) {
            traces.put(
                    member.name(),
                    facts.on(
                            member,
                            "sha256sum /etc/default/etcd; stat -c '%U %G %a' /etc/default/etcd;"
                                    + " find / /run /tmp -xdev -iname '*etcd-tls*' 2>/dev/null | sort;"
                                    + " find /etc/etcd -mindepth 1 2>/dev/null | sort; "
                                    + ClusterFacts.etcdctl(member, ClusterFacts.Access.PLAINTEXT)
                                    + " member list -w simple 2>&1 | grep -o 'http.*' | sort"));
        }
        return traces;
    }
}
