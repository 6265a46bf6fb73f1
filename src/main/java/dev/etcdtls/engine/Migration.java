package dev.etcdtls.engine;

import dev.etcdtls.engine.action.Equipment;
import dev.etcdtls.engine.observe.Endpoints;
import dev.etcdtls.engine.observe.LatestEndpoints;
import dev.etcdtls.engine.observe.Observer;
import dev.etcdtls.event.Event;
import dev.etcdtls.inventory.Inventory;
import dev.etcdtls.journal.JournalEntry;
import dev.etcdtls.journal.Progress;
import dev.etcdtls.model.Digest;
import dev.etcdtls.model.ErrorCode;
import dev.etcdtls.model.Problem;
import dev.etcdtls.model.Verdict;
import dev.etcdtls.observation.ClusterObservation;
import dev.etcdtls.plan.Plan;
import dev.etcdtls.port.World;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What {@code apply} and {@code resume} do with a plan: the same thing, because the journal says how far it is.
 *
 * <ol>
 *   <li>The journal is of this very plan, and no other.
 *   <li>Look; renew the tool's own certificate when the run had one and it has expired; take the lock; look again.
 *   <li>Nothing moved but by this run's own steps. Before the first step, planning gives exactly this plan.
 *   <li>A step that was begun and not ended comes first; then planning gives exactly the rest.
 *   <li>All members hold the same data.
 *   <li>The engine carries out what is to do, while the proof writes.
 *   <li>Everything that was acknowledged is read back from every member; the lock is given back; at the end of the last step the tool's own
 *       certificate goes.
 * </ol>
 */
public final class Migration {
    private final World world;
    private final Equipment.Work work;
    private final Observer observer;
    private final RunOptions options;
    private final Gatekeeper gatekeeper;
    private final WritesFactory writers;

    /** Makes the writes of one run. */
    interface WritesFactory {
        Writes start(World world);
    }

    /** @param latest kept up to date while the run goes on, for the lock and whoever else talks to the cluster */
    public Migration(World world, Plan plan, Inventory inventory, LatestEndpoints latest, RunOptions options) {
        this(world, new Equipment.Work(plan, inventory), latest, options, _ -> Writes.NONE);
    }

    Migration(World world, Equipment.Work work, LatestEndpoints latest, RunOptions options, WritesFactory writers) {
        this.world = LockFence.around(world);
        this.work = work;
        Endpoints endpoints = new Endpoints(this.world.etcd(), this.world.run().operator());
        this.observer = new Observer(this.world.hosts().look(), endpoints, latest, this.world.pacer());
        this.options = options;
        this.gatekeeper = new Gatekeeper(this.world, options.gate());
        this.writers = writers;
    }

    /**
     * Carries the plan out from where its journal says it is.
     *
     * @param digest of the plan's canonical form
     */
    public RunResult run(Digest digest) {
        Progress progress = Progress.of(world.run().journal().read());
        Optional<Digest> journalled = progress.opened().map(JournalEntry.Opened::plan);
        if (journalled.filter(of -> !of.equals(digest)).isPresent()) {
            return refused(List.of(ofOtherPlan(journalled.get(), digest)));
        }
        if (progress.completed()) {
            return new RunResult.Completed(new TreeMap<>());
        }
        observer.observe(work.inventory());
        Optional<RunResult> notRenewed = progress.opened().isEmpty()
                ? Optional.empty()
                : engine(Equipment.Hashing.AT_THE_END, Writes.NONE).renew(agenda());
        if (notRenewed.isPresent()) {
            return notRenewed.get();
        }
        Optional<Problem> locked =
                world.etcd().lock().acquire(world.run().folder().id());
        if (locked.isPresent()) {
            return refused(List.of(locked.get()));
        }
        try {
            return locked(progress, digest);
        } finally {
            world.etcd().lock().release();
        }
    }

    private RunResult locked(Progress progress, Digest digest) {
        ClusterObservation seen = observer.observe(work.inventory());
        Agreement agreement = new Agreement(
                work.plan(),
                work.inventory(),
                world.issuer().observe(),
                world.pacer().now());
        boolean first = progress.opened().isEmpty();
        List<Problem> moved = first ? agreement.problemsOfWhole(seen) : agreement.driftOfOthers(seen);
        if (!moved.isEmpty()) {
            return refused(moved);
        }
        journal(first, digest);
        if (!first) {
            Optional<RunResult> unsettled = settle(agreement);
            if (unsettled.isPresent()) {
                return unsettled.get();
            }
            seen = observer.observe(work.inventory());
        }
        Preflight.Data data = Preflight.compare(world, work.plan(), seen);
        if (data.verdict() instanceof Verdict.Fail(List<Problem> problems)) {
            return refused(problems);
        }
        return proved(data.hashing());
    }

    private Optional<RunResult> settle(Agreement agreement) {
        Optional<RunResult> stopped =
                engine(Equipment.Hashing.AT_THE_END, Writes.NONE).settle(agenda());
        if (stopped.isPresent()) {
            return stopped;
        }
        List<Problem> moved = agreement.problemsOfRest(agenda(), observer.observe(work.inventory()));
        return moved.isEmpty() ? Optional.empty() : Optional.of(refused(moved));
    }

    private RunResult proved(Equipment.Hashing hashing) {
        Instant begun = world.pacer().now();
        Writes writes = writers.start(world);
        RunResult result = engine(hashing, writes).run(agenda());
        List<Problem> lost = writes.finish();
        return switch (result) {
            case RunResult.Stopped stopped -> stopped;
            case RunResult.Reached reached -> lost.isEmpty() ? reached : lost(lost, writes);
            case RunResult.Completed completed -> {
                if (!lost.isEmpty()) {
                    yield lost(lost, writes);
                }
                world.run()
                        .journal()
                        .append(new JournalEntry.Completed(world.pacer().now()));
                world.run()
                        .events()
                        .tell(new Event.RunCompleted(
                                Duration.between(begun, world.pacer().now())));
                world.etcd().lock().release();
                world.run().operator().remove();
                yield completed;
            }
        };
    }

    private Engine engine(Equipment.Hashing hashing, Writes writes) {
        Equipment equipment = new Equipment(world, work, observer, hashing, options.stopAsked());
        return new Engine(equipment, options, gatekeeper, writes);
    }

    /** From the journal as it is now: what an engine has just done counts. */
    private Agenda agenda() {
        return new Agenda(work.plan(), Progress.of(world.run().journal().read()));
    }

    private void journal(boolean first, Digest digest) {
        Instant now = world.pacer().now();
        String by = world.run().supervisor().name();
        world.run()
                .journal()
                .append(
                        first
                                ? new JournalEntry.Opened(
                                        now, Plan.FORMAT, world.run().folder().id(), digest, by)
                                : new JournalEntry.Resumed(now, by));
    }

    private static RunResult lost(List<Problem> problems, Writes writes) {
        return new RunResult.Stopped(Optional.empty(), problems, Rest.SAFE, writes.figures());
    }

    private static RunResult refused(List<Problem> problems) {
        return new RunResult.Stopped(Optional.empty(), problems, Rest.AS_FOUND, new TreeMap<>());
    }

    private static Problem ofOtherPlan(Digest journalled, Digest digest) {
        return new Problem(
                ErrorCode.PLAN_ALTERED,
                "plan",
                "the run was opened with the plan " + journalled + ", and this one is " + digest,
                "resume with the plan that lies in the run's own directory");
    }
}
