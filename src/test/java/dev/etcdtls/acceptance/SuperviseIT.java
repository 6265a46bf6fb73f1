package dev.etcdtls.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.etcdtls.codec.PlanCodec;
import dev.etcdtls.demo.Before;
import dev.etcdtls.demo.ClusterFacts;
import dev.etcdtls.demo.Demo;
import dev.etcdtls.demo.Promise;
import dev.etcdtls.lab.IssuerChoice;
import dev.etcdtls.lab.Lab;
import dev.etcdtls.lab.LabOptions;
import dev.etcdtls.lab.WorkloadChoice;
import dev.etcdtls.plan.Plan;
import dev.etcdtls.step.Phase;
import dev.etcdtls.step.Step;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A run is paused, continued and ended from a second process, taken up again, and waits for its yes before plaintext is closed, while the
 * workload goes on: nothing fails, and each member is restarted twice as if nobody had interfered.
 */
final class SuperviseIT {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration LONGEST = Duration.ofMinutes(3);
    private static final int HELD = 3;
    private static final int DECLINED = 5;
    private static final List<String> HOW = List.of("--gate", "none", "--wait-for-continue", "--stall-budget", "3s");

    private final Path checkout = Path.of("").toAbsolutePath();

    @Test
    @Timeout(value = 12, unit = TimeUnit.MINUTES)
    void pauseContinueAbortAndPostponedEnforceFromASecondProcess() throws IOException {
        try (Lab lab = Lab.start(LabOptions.named("supervise-it")
                .withIssuer(IssuerChoice.OPENBAO)
                .withWorkload(WorkloadChoice.RUNNING))) {
            Demo demo = new Demo(lab, checkout, IssuerChoice.OPENBAO);
            Files.createDirectories(demo.folder());
            demo.fill();
            Before before = Before.of(lab);
            demo.prepare();
            Tool tool = new Tool(checkout, demo.folder(), lab.directory());
            assertThat(tool.run("plan").exitCode()).isZero();
            List<Step> accept = steps(demo.folder(), Phase.ACCEPT);

            Tool.Running first = tool.start(words("apply", "plan"));
            await(tool, "a process at work", said -> said.has("atWork"));
            Tool.Running watch = tool.startWith(List.of("status", "--watch"));
            abort(tool, first, pauseAndContinue(lab, tool, accept));
            Tool.Ended watched = watch.await(LONGEST);
            assertThat(watched.exitCode()).as(watched.said()).isZero();
            assertThat(watched.stderr()).contains("paused by", "continued by", "stopped at");

            Thread owner = tool.workloadOwner(lab);
            owner.start();
            postponedEnforce(lab, tool);
            owner.interrupt();
            List<Promise> broken = demo.after(before).stream()
                    .filter(promise -> !promise.held())
                    .toList();
            assertThat(broken).isEmpty();
            System.out.println(lab.workload().verify(before.at(), Instant.now()));
        }
    }

    /** While it is paused no member restarts, although many seconds pass; the process says so and lives. Gives the step that comes next. */
    private static String pauseAndContinue(Lab lab, Tool tool, List<Step> accept) {
        await(
                tool,
                "in " + accept.getFirst().id(),
                said -> state(said).contains("in " + accept.getFirst().id()));
        assertThat(tool.startWith(List.of("pause")).await(LONGEST).exitCode()).isZero();
        JsonNode paused = await(tool, "paused", said -> said.has("waits"));
        assertThat(paused.get("waits").asString()).startsWith("paused before accept/");
        assertThat(paused.get("atWork").get("pid").asLong()).isPositive();
        Instant begun = Instant.now();
        Instant seen = Instant.parse(paused.get("health").get("at").asString());
        JsonNode later = await(
                tool,
                "a later look at the cluster",
                said -> Instant.parse(said.get("health").get("at").asString()).isAfter(seen));
        assertThat(later.get("health").get("serving").asInt()).isEqualTo(3);
        assertThat(new ClusterFacts(lab).startsSince(begun)).isEqualTo(Map.of("m1", 0, "m2", 0, "m3", 0));

        Tool.Ended twin = tool.run("resume", "--gate", "none");
        assertThat(twin.exitCode()).as(twin.said()).isEqualTo(7);
        Tool.Ended again = tool.startWith(List.of("pause")).await(LONGEST);
        assertThat(again.said()).contains("it waits already: paused before");
        Tool.Ended go = tool.startWith(List.of("continue")).await(LONGEST);
        assertThat(go.exitCode()).as(go.said()).isZero();
        assertThat(go.said()).contains("the run goes on");
        return paused.get("waits").asString().replace("paused before ", "");
    }

    /** The step in work is brought to its end, and the process says where it rests. By then nobody is at work, and the commands say so. */
    private static void abort(Tool tool, Tool.Running first, String next) {
        await(tool, "in " + next, said -> state(said).contains("in " + next));
        assertThat(tool.startWith(List.of("abort")).await(LONGEST).exitCode()).isZero();
        Tool.Ended ended = first.await(LONGEST);
        assertThat(ended.exitCode()).as(ended.said()).isEqualTo(DECLINED);
        assertThat(ended.said()).contains("asked to end, by", "rests before ", "yes: the cluster is at a resting");

        for (String command : List.of("pause", "continue", "abort")) {
            Tool.Ended late = tool.startWith(List.of(command)).await(LONGEST);
            assertThat(late.exitCode()).as(late.said()).isEqualTo(HELD);
            assertThat(late.said()).contains("no process of this machine is at work", "etcd-tls resume");
        }
    }

    /** Everything else is done; a client that comes while the yes is waited for is told, and no yes of another kind is taken. */
    private void postponedEnforce(Lab lab, Tool tool) {
        Tool.Running run = tool.start(words("resume"));
        JsonNode waiting = await(tool, "the enforce gate", said -> said.has("waits"));
        assertThat(waiting.get("waits").asString()).contains("before plaintext is closed");
        Instant begun = Instant.now();

        Tool.Ended unanswered = tool.startWith(List.of("continue")).await(LONGEST);
        assertThat(unanswered.exitCode()).as(unanswered.said()).isEqualTo(DECLINED);
        lab.exec(
                        "m2",
                        "bash",
                        "-c",
                        "for i in $(seq 1 20); do ETCDCTL_API=3 etcdctl --endpoints http://198.51.100.12:2379"
                                + " get nothing; sleep 0.5; done")
                .orThrow("a plaintext client that comes late");
        await(tool, "the late client is told", _ -> events(run).contains("process on m2 from 198.51.100.12"));
        assertThat(new ClusterFacts(lab).startsSince(begun)).isEqualTo(Map.of("m1", 0, "m2", 0, "m3", 0));

        Tool.Ended yes =
                tool.startWith(List.of("continue", "--approve", "enforce")).await(LONGEST);
        assertThat(yes.exitCode()).as(yes.said()).isZero();
        Tool.Ended ended = run.await(Duration.ofMinutes(6));
        assertThat(ended.exitCode()).as(ended.said()).isZero();
        assertThat(ended.stderr()).contains("the census is taken once more", "closing plaintext: yes, root on");
        assertThat(ended.stdout().replaceAll("\\s+", " ")).contains("failed 0", "lost 0");
    }

    private static String events(Tool.Running run) {
        try {
            return Files.readString(run.err());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** What status says when it says what is waited for. */
    private static JsonNode await(Tool tool, String what, Predicate<JsonNode> wanted) {
        Instant deadline = Instant.now().plus(LONGEST);
        String last = "nothing";
        while (Instant.now().isBefore(deadline)) {
            Tool.Ended status =
                    tool.startWith(List.of("status", "--output", "json")).await(LONGEST);
            last = status.said();
            if (status.exitCode() == 0) {
                JsonNode said = JSON.readTree(status.stdout());
                if (wanted.test(said)) {
                    return said;
                }
            }
        }
        throw new AssertionError("not seen: " + what + "; status says:\n" + last);
    }

    private static String state(JsonNode said) {
        return said.get("state").asString() + " ";
    }

    private static String[] words(String... command) {
        return Stream.concat(Stream.of(command), HOW.stream()).toArray(String[]::new);
    }

    private static List<Step> steps(Path folder, Phase phase) throws IOException {
        Plan plan = PlanCodec.read(Files.readString(folder.resolve("plan/plan.json")));
        return plan.steps().stream().filter(step -> step.phase() == phase).toList();
    }
}
