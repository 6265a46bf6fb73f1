package dev.etcdtls.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.etcdtls.acceptance.KilledRun.Kill;
import dev.etcdtls.demo.Before;
import dev.etcdtls.demo.ClusterFacts;
import dev.etcdtls.demo.Demo;
import dev.etcdtls.demo.Promise;
import dev.etcdtls.journal.JournalEntry;
import dev.etcdtls.lab.IssuerChoice;
import dev.etcdtls.lab.Lab;
import dev.etcdtls.lab.LabOptions;
import dev.etcdtls.lab.WorkloadChoice;
import dev.etcdtls.step.Phase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * A run that is killed with SIGKILL, again and again, and taken up each time by the command that {@code status} tells, ends as if it had
 * never been killed: every promise of the demonstration holds, two restarts a member included.
 */
final class ResumeIT {
    private static final int WORLD_MOVED = 6;

    @Test
    @Tag("representative")
    @Timeout(value = 20, unit = TimeUnit.MINUTES)
    void oneRunKilledAtEachOfTheSixInstantsEndsAsIfNeverKilled() throws IOException {
        migrate(
                "resume-it",
                List.of(
                        new Kill(KillPoint.AFTER_STARTED, Phase.ACCEPT, 0),
                        new Kill(KillPoint.AFTER_EDIT, Phase.ACCEPT, 0),
                        new Kill(KillPoint.DURING_RESTART, Phase.ACCEPT, 1),
                        new Kill(KillPoint.AFTER_GATE, Phase.ACCEPT, 2),
                        new Kill(KillPoint.BEFORE_SECOND_UPDATE, Phase.ENFORCE, 0),
                        new Kill(KillPoint.IN_RETIRE, Phase.RETIRE, 0)),
                (kill, run) -> {
                    if (kill.point() == KillPoint.DURING_RESTART) {
                        withoutItsJournalTheRunIsRefused(run);
                    }
                    if (kill.point() == KillPoint.IN_RETIRE) {
                        run.forgetEndOf(run.steps(Phase.ENFORCE).getLast());
                    }
                });
    }

    @Test
    @Timeout(value = 20, unit = TimeUnit.MINUTES)
    void oneRunKilledInEveryOtherPlaceEndsAsIfNeverKilled() throws IOException {
        migrate(
                "resume-else-it",
                List.of(
                        new Kill(KillPoint.IN_REHEARSAL, Phase.STAGE, 4),
                        new Kill(KillPoint.IN_CENSUS, Phase.CENSUS, 0),
                        new Kill(KillPoint.AFTER_STARTED, Phase.ENFORCE, 0),
                        new Kill(KillPoint.AFTER_EDIT, Phase.ENFORCE, 0),
                        new Kill(KillPoint.DURING_RESTART, Phase.ENFORCE, 0),
                        new Kill(KillPoint.BEFORE_SECOND_UPDATE, Phase.ENFORCE, 1),
                        new Kill(KillPoint.DURING_RESTART, Phase.ENFORCE, 2),
                        new Kill(KillPoint.IN_RETIRE, Phase.RETIRE, 1)),
                (_, _) -> {});
    }

    /** @param afterKill what else is tried while the run is dead */
    private static void migrate(String name, List<Kill> kills, BiConsumer<Kill, KilledRun> afterKill)
            throws IOException {
        Path checkout = Path.of("").toAbsolutePath();
        try (Lab lab = Lab.start(
                LabOptions.named(name).withIssuer(IssuerChoice.OPENBAO).withWorkload(WorkloadChoice.RUNNING))) {
            Demo demo = new Demo(lab, checkout, IssuerChoice.OPENBAO);
            Files.createDirectories(demo.folder());
            demo.fill();
            Before before = Before.of(lab);
            demo.prepare();
            KilledRun run = new KilledRun(lab, checkout, demo.folder());
            run.plan();
            for (Kill kill : kills) {
                run.strike(kill);
                afterKill.accept(kill, run);
            }
            run.toItsEnd();
            System.out.println(run.story());
            List<Promise> broken = demo.after(before).stream()
                    .filter(promise -> !promise.held())
                    .toList();
            assertThat(broken).isEmpty();
            nothingWasDoneTwice(run);
            anExtraRestartWouldBeSeen(lab, before);
        }
    }

    /** A resume that did not look into the journal would begin anew; the product refuses, and changes nothing. */
    private static void withoutItsJournalTheRunIsRefused(KilledRun run) {
        Instant begun = run.facts().settled();
        Tool.Ended ended = run.withoutJournal();
        assertThat(ended.exitCode()).as(ended.said()).isEqualTo(WORLD_MOVED);
        assertThat(run.facts().startsSince(begun)).isEqualTo(Map.of("m1", 0, "m2", 0, "m3", 0));
    }

    /** Each step was started once, and once more for each time that it was struck. The witness of this must see a planted repeat. */
    private static void nothingWasDoneTwice(KilledRun run) {
        assertThat(run.needlessRepeats(run.journal())).isEmpty();
        List<JournalEntry> planted = new ArrayList<>(run.journal());
        planted.add(run.journal().stream()
                .filter(entry -> entry instanceof JournalEntry.Started)
                .findFirst()
                .orElseThrow());
        assertThat(run.needlessRepeats(planted)).hasSize(1);
    }

    private static void anExtraRestartWouldBeSeen(Lab lab, Before before) {
        lab.exec("m1", "systemctl", "restart", "etcd.service").orThrow("a planted restart");
        assertThat(new ClusterFacts(lab).startsSince(before.at())).isEqualTo(Map.of("m1", 3, "m2", 2, "m3", 2));
    }
}
