package dev.etcdtls.engine.action;

import dev.etcdtls.event.Event;
import dev.etcdtls.event.Event.WaitReason;
import dev.etcdtls.event.Health;
import dev.etcdtls.model.ErrorCode;
import dev.etcdtls.model.Problem;
import dev.etcdtls.port.RunControl;
import dev.etcdtls.port.RunControl.Wish;
import dev.etcdtls.port.Supervisor;
import dev.etcdtls.port.Supervisor.Answer;
import dev.etcdtls.port.Supervisor.Question;
import dev.etcdtls.step.Step;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Supplier;

/**
 * Waits for people at resting states, and watches the cluster meanwhile.
 *
 * <p>What it keeps: the lock, or the wait ends; the tool's own certificate; a look at the cluster every few seconds, told when it changes; and
 * before plaintext is closed, who speaks it. An answer may come from the person who is asked, or from another terminal.
 */
public final class Vigil {
    private final Equipment equipment;
    private final Supervision supervision;
    private final Supplier<List<Problem>> upkeep;

    /**
     * How a run is supervised.
     *
     * @param figures of the proof writer at this moment
     */
    public record Supervision(RunControl control, Supplier<SortedMap<String, String>> figures) {}

    /** @param upkeep renews what would go away in a long wait; gives what it could not */
    Vigil(Equipment equipment, Supervision supervision, Supplier<List<Problem>> upkeep) {
        this.equipment = equipment;
        this.supervision = supervision;
        this.upkeep = upkeep;
    }

    /** What was answered, by whom, and when it is no yes, why. */
    public record Reply(boolean yes, String by, List<Problem> problems) {
        public Reply {
            problems = List.copyOf(problems);
        }
    }

    /** Heeds who wants the run to pause, or to end here. Empty when it may go on; else why it ends. */
    public List<Problem> rest(Step before) {
        return switch (supervision.control().wish()) {
            case Wish.None _, Wish.Continue _ -> List.of();
            case Wish.Abort(String by) -> List.of(ended(before, by));
            case Wish.Pause(String by) -> pause(before, by);
        };
    }

    /** Who has asked the run to end, if anybody has. */
    public Optional<String> askedToEndBy() {
        return supervision.control().wish() instanceof Wish.Abort(String by) ? Optional.of(by) : Optional.empty();
    }

    /**
     * Puts a question to the person who supervises.
     *
     * @param address of what is asked about
     * @param what that is, as in "closing plaintext"
     */
    public Reply ask(Question question, String address, String what) {
        Supervisor supervisor = equipment.world().run().supervisor();
        OpenQuestion open = new OpenQuestion(equipment, supervision.control(), wait(address, question), question);
        Answer answer = supervisor.ask(question, health(), open::look);
        Reply reply = open.reply(answer, supervisor.name(), Questions.words(answer, address, what));
        open.end(reply);
        return reply;
    }

    /** How the cluster is now; told, too. */
    private Health health() {
        Health health =
                HealthOf.observation(equipment.observe(), supervision.figures().get());
        equipment.world().run().events().tell(new Event.HealthSeen(health));
        return health;
    }

    private List<Problem> pause(Step before, String by) {
        Wait wait = new Wait(
                equipment,
                this::health,
                upkeep,
                new Event.WaitBegun(name("pause"), WaitReason.PAUSED, List.of(before.id()), List.of()));
        equipment.tell(before, "paused by " + by + ", before " + before.id());
        wait.begin();
        while (true) {
            Optional<List<Problem>> over = switch (supervision.control().wish()) {
                case Wish.None _, Wish.Pause _ -> Optional.empty();
                case Wish.Continue(String _, String who) -> over(wait, "continued by " + who, List.of());
                case Wish.Abort(String who) -> over(wait, "ended by " + who, List.of(ended(before, who)));
            };
            if (over.isPresent()) {
                return over.get();
            }
            List<Problem> no = wait.look();
            if (!no.isEmpty()) {
                wait.end(no.getFirst().summary());
                return no;
            }
        }
    }

    private static Optional<List<Problem>> over(Wait wait, String how, List<Problem> problems) {
        wait.end(how);
        return Optional.of(problems);
    }

    private Wait wait(String address, Question question) {
        return new Wait(
                equipment,
                this::health,
                upkeep,
                new Event.WaitBegun(
                        name(address),
                        Questions.reason(question),
                        Questions.steps(question),
                        Questions.problems(question)));
    }

    /** Two waits at one place are different ones: an answer to the first is none to the second. */
    private String name(String address) {
        return address + "@" + equipment.world().pacer().now().toEpochMilli();
    }

    static Problem ended(Step before, String by) {
        return new Problem(
                ErrorCode.STOPPED_BY_PERSON,
                "steps/" + before.id(),
                "the run was asked to end, by " + by + ", and rests before " + before.id(),
                "resume when it may go on");
    }
}
