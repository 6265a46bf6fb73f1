package dev.etcdtls.report;

import dev.etcdtls.codec.EventCodec.Told;
import dev.etcdtls.event.Event;
import dev.etcdtls.event.Event.WaitReason;
import dev.etcdtls.event.Health;
import dev.etcdtls.event.Health.Listens;
import dev.etcdtls.event.Health.Part;
import dev.etcdtls.journal.JournalEntry;
import dev.etcdtls.model.Digest;
import dev.etcdtls.model.ErrorCode;
import dev.etcdtls.model.MemberName;
import dev.etcdtls.model.Problem;
import dev.etcdtls.model.RunId;
import dev.etcdtls.plan.Plan;
import dev.etcdtls.port.RunControl.Wish;
import dev.etcdtls.port.Supervisor.Question;
import dev.etcdtls.port.Worker;
import dev.etcdtls.step.Phase;
import dev.etcdtls.step.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What the person at a gate, and the one who watches, gets to see. */
class GateTextTest {
    private static final Plan PLAN = SamplePlan.of(3);
    private static final Instant NOW = Instant.parse("2026-03-01T09:31:00Z");
    private static final RunReport.Run RUN =
            new RunReport.Run(new RunId("c1-20260301T093000Z"), "runs/c1-20260301T093000Z");
    private static final Health HEALTHY = new Health(
            NOW.minusSeconds(1),
            List.of(
                    member("m1", Part.LEADER, Listens.PLAINTEXT),
                    member("m2", Part.FOLLOWER, Listens.BOTH),
                    member("m3", Part.FOLLOWER, Listens.PLAINTEXT)),
            List.of(),
            new TreeMap<>(Map.of("acknowledged", "412", "failed", "0", "lost", "0", "longest stall", "212 ms")));
    private static final Health POORLY = new Health(
            NOW,
            List.of(
                    member("m1", Part.AWAY, Listens.UNKNOWN),
                    member("m2", Part.LEADER, Listens.BOTH),
                    member("m3", Part.FOLLOWER, Listens.TLS)),
            List.of("NOSPACE at m3"),
            new TreeMap<>());

    @Test
    void gateOfAStep() {
        Golden.check(
                "gate-step.txt", text(new Question.DoStep(steps(Phase.ACCEPT).getFirst()), HEALTHY));
    }

    @Test
    void gateOfAPhase() {
        Golden.check("gate-phase.txt", text(new Question.EnterPhase(Phase.ACCEPT, steps(Phase.ACCEPT)), HEALTHY));
    }

    @Test
    void gateBeforePlaintextIsClosed() {
        Golden.check("gate-enforce.txt", text(new Question.ClosePlaintext(steps(Phase.ENFORCE)), POORLY));
    }

    @Test
    void gateThatCouldNotTell() {
        Problem unknown = new Problem(ErrorCode.GATE_INCONCLUSIVE, "members/m2", "m2 did not tell", "look at m2");

        Golden.check(
                "gate-inconclusive.txt",
                text(new Question.GoOnInconclusive(steps(Phase.ACCEPT).getFirst(), List.of(unknown)), HEALTHY));
    }

    @Test
    void aRunThatIsWatched() {
        Golden.check("watch-at-work.txt", live(List.of(), Optional.of(new Wish.Pause("bob on bobsbox"))));
        Golden.check(
                "watch-waiting.txt",
                live(
                        List.of(new Told(
                                NOW,
                                new Event.WaitBegun(
                                        "phases/enforce@1",
                                        WaitReason.CLOSE_PLAINTEXT,
                                        steps(Phase.ENFORCE).stream()
                                                .map(Step::id)
                                                .toList(),
                                        List.of()))),
                        Optional.empty()));
    }

    @Test
    void aProcessThatEndsAtOnceSaysWhereThingsStand() {
        Golden.check("ended-at-once.txt", WhereItStands.of(RUN, PLAN, journal()));
    }

    private static String live(List<Told> more, Optional<Wish> asked) {
        List<Told> events = new ArrayList<>(List.of(
                new Told(
                        NOW.minusSeconds(20),
                        new Event.StepStarted(PLAN.steps().get(8).id(), 9, 20)),
                new Told(
                        NOW.minusSeconds(15),
                        new Event.StepProgress(PLAN.steps().get(8).id(), "leader moved to m2")),
                new Told(
                        NOW.minusSeconds(5),
                        new Event.StepFinished(PLAN.steps().get(8).id(), Duration.ofSeconds(15), new TreeMap<>())),
                new Told(NOW.minusSeconds(1), new Event.HealthSeen(HEALTHY))));
        events.addAll(more);
        StatusReport status = new StatusReport(RUN, PLAN, Digest.of("sample"), journal(), List.of());
        Worker worker = new Worker("one", 4711, "ada", "adasbox", NOW.minusSeconds(60));
        return new LiveRun(status, Optional.of(worker), asked, events).text(NOW.plusSeconds(3));
    }

    private static List<JournalEntry> journal() {
        List<JournalEntry> journal = new ArrayList<>();
        journal.add(new JournalEntry.Opened(SamplePlan.MADE, 1, RUN.id(), Digest.of("sample"), "ada at the terminal"));
        for (Step step : PLAN.steps().subList(0, 10)) {
            journal.add(new JournalEntry.Started(SamplePlan.MADE, step.id()));
            journal.add(new JournalEntry.Finished(SamplePlan.MADE, step.id(), new TreeMap<>()));
        }
        journal.add(
                new JournalEntry.Started(SamplePlan.MADE, PLAN.steps().get(10).id()));
        return journal;
    }

    private static String text(Question question, Health health) {
        return new QuestionText(PLAN).of(question, health);
    }

    private static List<Step> steps(Phase phase) {
        return PLAN.steps().stream().filter(step -> step.phase() == phase).toList();
    }

    private static Health.Member member(String name, Part part, Listens listens) {
        return new Health.Member(new MemberName(name), part, listens);
    }
}
