package dev.etcdtls.engine;

import dev.etcdtls.engine.action.Equipment;
import dev.etcdtls.engine.action.Vigil;
import dev.etcdtls.engine.observe.Endpoints;
import dev.etcdtls.engine.observe.Interrupted;
import dev.etcdtls.engine.observe.LatestEndpoints;
import dev.etcdtls.engine.observe.Observer;
import dev.etcdtls.engine.proof.ProofSettings;
import dev.etcdtls.inventory.Inventory;
import dev.etcdtls.journal.JournalEntry;
import dev.etcdtls.journal.Progress;
import dev.etcdtls.journal.SafeToWait;
import dev.etcdtls.model.Digest;
import dev.etcdtls.model.ErrorCode;
import dev.etcdtls.model.Problem;
import dev.etcdtls.model.RunId;
import dev.etcdtls.model.Verdict;
import dev.etcdtls.observation.ClusterObservation;
import dev.etcdtls.plan.Plan;
import dev.etcdtls.port.World;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What {@code apply} and {@code resume} do with a plan: the same thing, because the journal says how far it is.
 *
 * <ol>
 *   <li>The journal is of this very plan, and no other.
 *   <li>Before the first step: look, and refuse what cannot be begun before anything is written, the lock included.
 *   <li>Get the tool's own certificate first when a member speaks nothing but TLS, renew it when the run had one and it has expired; take
 *       the lock; look again.
 *   <li>A run that is taken up settles the dead-man switches that it left on hosts.
 *   <li>Nothing moved but by this run's own steps. Before the first step, planning gives exactly this plan.
 *   <li>From here on the proof writes.
 *   <li>A step that was begun and not ended comes first, after a census when it takes a listener away; then planning gives exactly the rest. All members hold the same data.
 *   <li>The engine carries out what is to do.
 *   <li>Everything that was acknowledged is read back from every member; the lock is given back; at the end of the last step the tool's own
 *       certificate goes.
 * </ol>
 */
public final class Migration {
    private final World world;
    private final Equipment.Work work;
    private final Endpoints endpoints;
    private final Observer observer;
    private final RunOptions options;
    private final Gatekeeper gatekeeper;
    private final Supplier<Writes> writing;

    /** A run without the proof, for a model of a cluster. */
    public Migration(World world, Plan plan, Inventory inventory, LatestEndpoints latest, RunOptions options) {
        this(world, new Equipment.Work(plan, inventory), latest, options, _ -> Writes.NONE);
    }

    /**
     * A run beside which the proof writes.
     *
     * @param latest kept up to date while the run goes on, for the lock and whoever else talks to the cluster
     */
    public static Migration proved(
            World world, Equipment.Work work, LatestEndpoints latest, RunOptions options, ProofSettings proof) {
        int members = work.plan().baseline().members().size();
        return new Migration(world, work, latest, options, fenced -> ProofWrites.start(fenced, latest, members, proof));
    }

    Migration(
            World world,
            Equipment.Work work,
            LatestEndpoints latest,
            RunOptions options,
            Function<World, Writes> writing) {
        this.world = LockFence.around(world);
        this.work = work;
        this.endpoints = Endpoints.of(this.world, work.plan());
        this.observer = new Observer(
                this.world.hosts().look(),
                this.world.hosts().consumers().look(),
                endpoints,
                latest,
                this.world.pacer());
        this.options = options;
        this.gatekeeper = new Gatekeeper(this.world, options.gate());
        this.writing = () -> writing.apply(this.world);
    }

    /** Carries the plan, whose canonical form has this digest, out from where its journal says it is. */
    public RunResult run(Digest digest) {
        Progress progress = progress();
        Optional<Problem> otherPlan = Agreement.otherPlan(progress, digest);
        if (otherPlan.isPresent()) {
            return refused(List.of(otherPlan.get()));
        }
        if (progress.completed()) {
            world.run().operator().remove();
            return new RunResult.Completed(new TreeMap<>());
        }
        try {
            return taken(progress, digest);
        } catch (Interrupted _) {
            Thread.currentThread().interrupt();
            return refused(List.of(interrupted()));
        } finally {
            world.etcd().lock().release();
        }
    }

    private RunResult taken(Progress progress, Digest digest) {
        ClusterObservation found = observer.observe(work.inventory());
        boolean first = progress.opened().isEmpty();
        List<Problem> reasons = first ? new Admission(world, work).problems(found) : List.of();
        if (!reasons.isEmpty()) {
            return refused(reasons);
        }
        Optional<RunResult> unheard = introduce(first, found, digest);
        if (unheard.isPresent()) {
            return unheard.get();
        }
        Optional<Problem> locked =
                world.etcd().lock().acquire(world.run().folder().id());
        return locked.map(problem -> refused(List.of(problem))).orElseGet(() -> locked(progress(), digest));
    }

    /** The lock and every change need members that listen to the tool: its own certificate may have to come before both. */
    private Optional<RunResult> introduce(boolean first, ClusterObservation found, Digest digest) {
        Engine engine = engine(Equipment.Hashing.AT_THE_END, Writes.NONE);
        if (endpoints.reachEveryMember(found)) {
            return first ? Optional.empty() : engine.renew(agenda());
        }
        if (first) {
            journal(opening(digest));
        }
        Optional<RunResult> stopped = engine.introduce(agenda());
        observer.observe(work.inventory());
        return stopped;
    }

    private RunResult locked(Progress progress, Digest digest) {
        boolean first = progress.opened().isEmpty();
        List<Problem> unsettled = first ? List.of() : resumed();
        ClusterObservation seen = observer.observe(work.inventory());
        Agreement agreement = new Admission(world, work).agreement();
        List<Problem> moved = first ? agreement.problemsOfWhole(seen) : agreement.driftOfOthers(progress(), seen);
        List<Problem> no = unsettled.isEmpty() ? moved : unsettled;
        if (no.isEmpty()) {
            return first ? begun(seen, digest) : takenUp(agreement);
        }
        return refused(no);
    }

    /** Before anything else the dead-man switches that the run left on hosts are settled. */
    private List<Problem> resumed() {
        journal(new JournalEntry.Resumed(world.pacer().now(), by()));
        return unsettled(observer.observe(work.inventory()));
    }

    private List<Problem> unsettled(ClusterObservation seen) {
        Equipment equipment = equipment(Equipment.Hashing.AT_THE_END, Writes.NONE);
        return new LeftSwitches(world, equipment.vigil(List::of)).settle(seen);
    }

    private RunResult begun(ClusterObservation seen, Digest digest) {
        Preflight.Data data = Preflight.compare(world, work.plan(), seen);
        if (data.verdict() instanceof Verdict.Fail(List<Problem> problems)) {
            return refused(problems);
        }
        journal(opening(digest));
        List<Problem> unsettled = unsettled(seen);
        return unsettled.isEmpty()
                ? proved(writes -> engine(data.hashing(), writes).run(agenda()))
                : refused(unsettled);
    }

    private JournalEntry opening(Digest digest) {
        RunId run = world.run().folder().id();
        return new JournalEntry.Opened(world.pacer().now(), Plan.FORMAT, run, digest, by());
    }

    private RunResult takenUp(Agreement agreement) {
        return proved(writes -> settle(agreement, writes).orElseGet(() -> rest(writes)));
    }

    /** Brings a step that was begun to its end, and sees that the rest of the plan is what is still to do. */
    private Optional<RunResult> settle(Agreement agreement, Writes writes) {
        Optional<RunResult> stopped =
                engine(Equipment.Hashing.AT_THE_END, writes).settle(agenda(), observer.observe(work.inventory()));
        if (stopped.isPresent()) {
            return stopped;
        }
        List<Problem> moved = agreement.problemsOfRest(agenda(), observer.observe(work.inventory()));
        return moved.isEmpty() ? Optional.empty() : Optional.of(refused(moved));
    }

    private RunResult rest(Writes writes) {
        Preflight.Data data = Preflight.compare(world, work.plan(), observer.observe(work.inventory()));
        return data.verdict() instanceof Verdict.Fail(List<Problem> problems)
                ? refused(problems)
                : engine(data.hashing(), writes).run(agenda());
    }

    private RunResult proved(Function<Writes, RunResult> work) {
        Instant begun = world.pacer().now();
        try (Writes writes = writing.get()) {
            return new Conclusion(world, this.work.plan()).of(work.apply(writes), writes, begun);
        }
    }

    private Engine engine(Equipment.Hashing hashing, Writes writes) {
        return new Engine(equipment(hashing, writes), options, gatekeeper, writes);
    }

    private Equipment equipment(Equipment.Hashing hashing, Writes writes) {
        return new Equipment(world, work, observer, hashing, new Vigil.Supervision(options.control(), writes::figures));
    }

    /** From the journal as it is now: what an engine has just done counts. */
    private Agenda agenda() {
        return new Agenda(work.plan(), progress());
    }

    private Progress progress() {
        return Progress.of(world.run().journal().read());
    }

    private void journal(JournalEntry entry) {
        world.run().journal().append(entry);
    }

    private String by() {
        return world.run().supervisor().name();
    }

    private RunResult refused(List<Problem> problems) {
        return new RunResult.Stopped(
                Optional.empty(), problems, SafeToWait.words(work.plan(), progress()), new TreeMap<>());
    }

    private static Problem interrupted() {
        return new Problem(
                ErrorCode.OUTCOME_UNKNOWN,
                "run",
                "the run was interrupted",
                "resume: it looks first what is done and does the rest");
    }
}
