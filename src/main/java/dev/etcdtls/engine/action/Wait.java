package dev.etcdtls.engine.action;

import dev.etcdtls.event.Event;
import dev.etcdtls.event.Health;
import dev.etcdtls.model.ErrorCode;
import dev.etcdtls.model.Problem;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** One wait for a person: begins once, looks around about once a second, ends once. Not for several threads. */
final class Wait {
    /** The longest wait for a person: who has not answered by then will find the run at a resting state, and resumes it. */
    static final Duration LONGEST = Duration.ofDays(7);

    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(10);

    /** A renewal that fails is in the journal each time, and what it is for lasts for hours yet. */
    private static final Duration BETWEEN_UPKEEPS = Duration.ofMinutes(5);

    private final Equipment equipment;
    private final Supplier<Health> look;
    private final Supplier<List<Problem>> upkeep;
    private final Event.WaitBegun announcement;
    private Optional<Instant> begun = Optional.empty();
    private Instant lookAgain = Instant.MIN;
    private Instant keepUpAgain = Instant.MIN;
    private List<Problem> troubles = List.of();

    /**
     * @param look at the cluster, and tell how it is
     * @param announcement that is told when the wait begins
     */
    Wait(Equipment equipment, Supplier<Health> look, Supplier<List<Problem>> upkeep, Event.WaitBegun announcement) {
        this.equipment = equipment;
        this.look = look;
        this.upkeep = upkeep;
        this.announcement = announcement;
    }

    String name() {
        return announcement.name();
    }

    /** Tells that the run waits; harmless when it does already. */
    void begin() {
        if (begun.isEmpty()) {
            begun = Optional.of(now());
            lookAgain = now().plus(BETWEEN_LOOKS);
            keepUpAgain = now().plus(BETWEEN_UPKEEPS);
            equipment.world().run().events().tell(announcement);
        }
    }

    /** Looks around and lets about a second pass. Why the wait may not go on; empty when it may. */
    List<Problem> look() {
        if (!equipment.world().etcd().lock().isHeld()) {
            return List.of(problem(
                    ErrorCode.LOCK_LOST,
                    "the lock on the cluster was lost while the run waited",
                    "see that no other run is at work, then resume"));
        }
        if (begun.filter(since -> now().isAfter(since.plus(LONGEST))).isPresent()) {
            return List.of(problem(
                    ErrorCode.CONSENT_MISSING,
                    "nobody answered within " + LONGEST.toDays() + " days",
                    "resume when it may go on"));
        }
        if (!now().isBefore(keepUpAgain)) {
            keepUp();
            keepUpAgain = now().plus(BETWEEN_UPKEEPS);
        }
        if (!now().isBefore(lookAgain)) {
            var unused = look.get();
            lookAgain = now().plus(BETWEEN_LOOKS);
        }
        equipment.waiting().pause(PAUSE);
        return List.of();
    }

    /** Tells that the wait is over; harmless when it never began. */
    void end(String how) {
        if (begun.isPresent()) {
            begun = Optional.empty();
            equipment.world().run().events().tell(new Event.WaitEnded(name(), how));
        }
    }

    /** What cannot be renewed now is told once and tried again: it ends nothing before it is missed. */
    private void keepUp() {
        List<Problem> now = upkeep.get();
        if (!now.equals(troubles)) {
            troubles = now;
            now.forEach(problem -> equipment
                    .world()
                    .run()
                    .events()
                    .tell(new Event.StepProgress(announcement.steps().getFirst(), problem.toString())));
        }
    }

    private Problem problem(ErrorCode code, String summary, String next) {
        return new Problem(code, "steps/" + announcement.steps().getFirst(), summary, next);
    }

    private Instant now() {
        return equipment.world().pacer().now();
    }
}
