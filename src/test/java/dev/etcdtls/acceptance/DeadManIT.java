package dev.etcdtls.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.etcdtls.acceptance.SwitchWitness.Seen;
import dev.etcdtls.codec.PlanCodec;
import dev.etcdtls.demo.ClusterFacts;
import dev.etcdtls.journal.Progress;
import dev.etcdtls.lab.Lab;
import dev.etcdtls.lab.LabHost;
import dev.etcdtls.lab.LabOptions;
import dev.etcdtls.plan.Plan;
import dev.etcdtls.step.Phase;
import dev.etcdtls.step.Step;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * The tool is killed with SIGKILL and its network to the host is cut, while a step changes a member: the host settles by itself, before any
 * resume starts.
 */
final class DeadManIT {
    private static final List<String> UNATTENDED =
            List.of("--gate", "none", "--approve", "enforce", "--stall-budget", "5s");
    private static final Duration PAST_DEADLINE = Duration.ofSeconds(150);
    private static final int DECLINED = 5;

    private final Path checkout = Path.of("").toAbsolutePath();

    @Test
    @Timeout(value = 15, unit = TimeUnit.MINUTES)
    void theHostTakesAStepBackByItselfAndLeavesARestartThatWentWell() throws IOException {
        try (Lab lab = Lab.start(LabOptions.named("deadman-it"))) {
            Path folder = Files.createDirectories(checkout.resolve("target/deadman-it/" + System.nanoTime()));
            Files.copy(lab.directory().resolve("inventory.yaml"), folder.resolve("inventory.yaml"));
            Tool tool = new Tool(checkout, folder, lab.directory());
            Tool.Ended bootstrapped = tool.run("pki", "bootstrap");
            assertThat(bootstrapped.exitCode()).as(bootstrapped.said()).isZero();
            Tool.Ended planned = tool.run("plan");
            assertThat(planned.exitCode()).as(planned.said()).isZero();
            Plan plan = PlanCodec.read(Files.readString(folder.resolve("plan/plan.json")));
            Run run = new Run(lab, folder, tool, plan);

            run.anEditedFileGoesBack(run.step(Phase.ACCEPT, 0));
            run.aMemberThatCannotStartIsBack(run.step(Phase.ACCEPT, 1), Outage.NONE);
            run.aRestartThatWentWellStays(run.step(Phase.ACCEPT, 2));
            run.aMemberThatCannotStartIsBack(run.step(Phase.ENFORCE, 0), Outage.REBOOT);
            run.comesToItsEnd();
        }
    }

    private enum Outage {
        NONE,
        /** The host loses its power before the deadline. */
        REBOOT
    }

    /** One run, taken up again and again. */
    private record Run(Lab lab, Path folder, Tool tool, Plan plan) {
        Step step(Phase phase, int number) {
            return plan.steps().stream()
                    .filter(step -> step.phase() == phase)
                    .toList()
                    .get(number);
        }

        void anEditedFileGoesBack(Step step) {
            SwitchWitness host = witness(step);
            Seen before = host.look();
            killedAndCut(step, word -> word.endsWith(" is edited"), () -> {});
            Seen after = host.look();
            assertThat(after.file()).as("the file was edited").isNotEqualTo(before.file());
            assertThat(after.invocation()).as("and nothing restarted").isEqualTo(before.invocation());

            host.awaitStage("put-back", PAST_DEADLINE);

            assertThat(host.look()).isEqualTo(new Seen(before.file(), before.invocation(), "active"));
            reconnect(step);
            isDoneAgainOnlyByAPerson(step);
        }

        void aMemberThatCannotStartIsBack(Step step, Outage outage) {
            SwitchWitness host = witness(step);
            Seen before = host.look();
            killedAndCut(step, word -> word.endsWith(" restarts"), host::poison);
            assertThat(host.look().state()).isEqualTo("failed");
            if (outage == Outage.REBOOT) {
                host.powerCycle();
                cut(step);
                assertThat(host.look().state()).isEqualTo("failed");
            }

            host.awaitStage("restarted", PAST_DEADLINE);

            Seen after = host.look();
            assertThat(after.file()).isEqualTo(before.file());
            assertThat(after.state()).isEqualTo("active");
            assertThat(host.startsSincePoison()).as("starts that became active").hasSize(1);
            reconnect(step);
            isDoneAgainOnlyByAPerson(step);
        }

        void aRestartThatWentWellStays(Step step) {
            SwitchWitness host = witness(step);
            Seen before = host.look();
            killedAndCut(step, word -> word.endsWith(" is active again"), () -> {});
            Seen restarted = host.look();
            assertThat(restarted.invocation()).as("restarted").isNotEqualTo(before.invocation());

            host.awaitStage("left-alone", PAST_DEADLINE);

            assertThat(host.look()).isEqualTo(restarted);
            reconnect(step);
        }

        void comesToItsEnd() {
            Tool.Ended ended = resume();
            assertThat(ended.exitCode()).as(ended.said()).isZero();
            Tool.Ended verified = tool.run("verify");
            assertThat(verified.exitCode()).as(verified.said()).isZero();
            for (LabHost member : new ClusterFacts(lab).members()) {
                assertThat(new SwitchWitness(member).leftovers()).isEmpty();
            }
        }

        /** Lets the run go on until it says that in the step; freezes it, lets something happen, cuts its way to the host and kills it. */
        private void killedAndCut(Step step, Predicate<String> sign, Runnable whileFrozen) {
            RunTrail trail = new RunTrail(folder.resolve("runs"));
            Tool.Running running = start();
            while (running.process().isAlive()) {
                boolean now =
                        trail.next().stream().anyMatch(mark -> mark.step().equals(step.id()) && sign.test(mark.word()));
                if (now) {
                    Signals.stop(running.process());
                    assertThat(Progress.of(runFolder().journal()).inDoubt()).containsExactly(step.id());
                    whileFrozen.run();
                    assertThat(witness(step).stage()).isEqualTo("armed");
                    cut(step);
                    Signals.kill(running.process());
                    running.process().onExit().join();
                    return;
                }
                LockSupport.parkNanos(500_000);
            }
            throw new AssertionError(step.id() + " was never hit; the command said: "
                    + running.await(Duration.ofSeconds(5)).said());
        }

        /** Nobody can be asked: nothing is done. A person who says yes is stood for by the switch's own word for it. */
        private void isDoneAgainOnlyByAPerson(Step step) {
            Tool.Ended ended = resume();
            assertThat(ended.exitCode()).as(ended.said()).isEqualTo(DECLINED);
            assertThat(ended.said()).contains("DEAD_MAN_FIRED", "CONSENT_MISSING");
            witness(step).forget();
        }

        private void cut(Step step) {
            witness(step).cut();
            Tool.Ended blind = tool.run("audit");
            assertThat(blind.said()).as("the way to the host is cut").contains("Connect timed out");
        }

        private void reconnect(Step step) {
            witness(step).reconnect();
        }

        private Tool.Running start() {
            return tool.start(words().toArray(String[]::new));
        }

        private Tool.Ended resume() {
            return tool.run(words().toArray(String[]::new));
        }

        private List<String> words() {
            RunFolder run = runFolder();
            List<String> command =
                    new ArrayList<>(run.isEmpty() ? List.of("apply", "plan") : List.of("resume", "runs/" + run.name()));
            command.addAll(UNATTENDED);
            return command;
        }

        private RunFolder runFolder() {
            return new RunFolder(folder.resolve("runs"));
        }

        private SwitchWitness witness(Step step) {
            return new SwitchWitness(lab.host(SwitchWitness.host(step)));
        }
    }
}
