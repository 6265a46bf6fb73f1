package dev.etcdtls.engine;

import dev.etcdtls.event.Event;
import dev.etcdtls.journal.JournalEntry;
import dev.etcdtls.journal.Progress;
import dev.etcdtls.journal.SafeToWait;
import dev.etcdtls.model.ErrorCode;
import dev.etcdtls.model.Problem;
import dev.etcdtls.plan.Plan;
import dev.etcdtls.port.World;
import dev.etcdtls.step.StepId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Reads back what was written beside a run. A run that is at its end, and whose writes are not all there, is not at its end. */
record Conclusion(World world, Plan plan) {
    RunResult of(RunResult result, Writes writes, Instant begun) {
        List<Problem> unproved = writes.finish();
        RunResult measured = result.with(writes.figures());
        return switch (measured) {
            case RunResult.Stopped stopped -> stopped.and(lost(unproved));
            case RunResult.Reached reached -> unproved.isEmpty() ? reached : unproved(unproved, writes);
            case RunResult.Completed completed ->
                unproved.isEmpty() ? completed(completed, begun) : unproved(unproved, writes);
        };
    }

    private RunResult completed(RunResult.Completed completed, Instant begun) {
        Instant now = world.pacer().now();
        world.run().journal().append(new JournalEntry.Completed(now));
        world.run().events().tell(new Event.RunCompleted(Duration.between(begun, now)));
        world.etcd().lock().release();
        world.run().operator().remove();
        return completed;
    }

    private RunResult unproved(List<Problem> problems, Writes writes) {
        StepId last = plan.steps().getLast().id();
        world.run().journal().append(new JournalEntry.Held(world.pacer().now(), last, problems));
        world.run().events().tell(new Event.RunStopped(last, problems));
        Progress progress = Progress.of(world.run().journal().read());
        return new RunResult.Stopped(Optional.empty(), problems, SafeToWait.words(plan, progress), writes.figures());
    }

    private static List<Problem> lost(List<Problem> unproved) {
        return unproved.stream()
                .filter(problem -> problem.code() == ErrorCode.WRITE_LOST)
                .toList();
    }
}
