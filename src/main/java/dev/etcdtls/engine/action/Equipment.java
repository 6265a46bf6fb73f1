package dev.etcdtls.engine.action;

import dev.etcdtls.engine.action.Vigil.Supervision;
import dev.etcdtls.engine.observe.Endpoints;
import dev.etcdtls.engine.observe.Observer;
import dev.etcdtls.engine.observe.RollCall;
import dev.etcdtls.engine.observe.Waiting;
import dev.etcdtls.engine.proof.HashEquality;
import dev.etcdtls.event.Event;
import dev.etcdtls.inventory.Inventory;
import dev.etcdtls.model.ErrorCode;
import dev.etcdtls.model.HostName;
import dev.etcdtls.model.Problem;
import dev.etcdtls.model.ProblemException;
import dev.etcdtls.observation.ClusterObservation;
import dev.etcdtls.plan.Plan;
import dev.etcdtls.port.EtcdEndpoint;
import dev.etcdtls.port.RunControl.Wish;
import dev.etcdtls.port.Supervisor;
import dev.etcdtls.port.World;
import dev.etcdtls.step.Step;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * What every action works with: the world, the plan, and the few things that all of them do alike. Immutable.
 */
public final class Equipment {
    /** How old an observation may be when a step begins, or takes a member out of service (law L1). */
    private static final Duration FRESH = Duration.ofSeconds(2);

    private final World world;
    private final Inventory inventory;
    private final Plan plan;
    private final Endpoints endpoints;
    private final Observer observer;
    private final Hashing hashing;
    private final Supervision supervision;

    /** Whether gates compare the data of all members, too. */
    public enum Hashing {
        IN_GATES,
        AT_THE_END
    }

    /**
     * @param observer of the same world
     * @param supervision who may want the run to pause or to end
     */
    public Equipment(World world, Work work, Observer observer, Hashing hashing, Supervision supervision) {
        this.world = world;
        this.inventory = work.inventory();
        this.plan = work.plan();
        this.endpoints = Endpoints.of(world, plan);
        this.observer = observer;
        this.hashing = hashing;
        this.supervision = supervision;
    }

    /** For work that nobody supervises but by asking it to stop. */
    public Equipment(World world, Work work, Observer observer, Hashing hashing, BooleanSupplier stopAsked) {
        this(
                world,
                work,
                observer,
                hashing,
                new Supervision(
                        () -> stopAsked.getAsBoolean() ? new Wish.Abort("a person") : new Wish.None(), TreeMap::new));
    }

    /** A plan and the inventory that is embedded in it. */
    public record Work(Plan plan, Inventory inventory) {}

    public World world() {
        return world;
    }

    public Inventory inventory() {
        return inventory;
    }

    public Plan plan() {
        return plan;
    }

    public Endpoints endpoints() {
        return endpoints;
    }

    public Waiting waiting() {
        return new Waiting(world.pacer());
    }

    /** Whether somebody wants the run to pause or to end at the next resting state. */
    public boolean restAsked() {
        return supervision.control().restAsked();
    }

    /** Waits for people. */
    Vigil vigil() {
        return vigil(List::of);
    }

    /** @param upkeep renews what would go away in a long wait; gives what it could not */
    public Vigil vigil(Supplier<List<Problem>> upkeep) {
        return new Vigil(this, supervision, upkeep);
    }

    /** What the proof writer has measured so far, by name. */
    public SortedMap<String, String> figures() {
        return supervision.figures().get();
    }

    /** Whether a preflight found HashKV to cost so little that every gate may ask for it. */
    boolean hashesInGates() {
        return hashing == Hashing.IN_GATES;
    }

    /** All members of the plan for a comparison of their data, the leader last. */
    List<HashEquality.Store> stores(ClusterObservation seen) {
        return plan.baseline().members().stream()
                .sorted(Comparator.comparing(member -> seen.leader().equals(Optional.of(member.id()))))
                .map(member -> new HashEquality.Store(member.name(), api(seen, member.host())))
                .toList();
    }

    public ClusterObservation observe() {
        return observer.observe(inventory);
    }

    /** Whether an observation is young enough to judge by. */
    public boolean isFresh(ClusterObservation seen) {
        return Duration.between(seen.at(), world.pacer().now()).compareTo(FRESH) <= 0;
    }

    /** The observation itself while it is young enough to judge by, else a new one. */
    ClusterObservation fresh(ClusterObservation seen) {
        return isFresh(seen) ? seen : observe();
    }

    /** Every member of the plan, to be asked at the listeners that were just seen. */
    public RollCall rollCall(ClusterObservation seen) {
        List<RollCall.Seat> seats = plan.baseline().members().stream()
                .map(member -> new RollCall.Seat(member.id(), member.name(), member.host()))
                .toList();
        return new RollCall(seats, seen, endpoints);
    }

    /** Where calls that change something reach the member of a host, by the listeners that were just seen. */
    public EtcdEndpoint api(ClusterObservation seen, HostName host) {
        return endpoints
                .forApi(seen, host)
                .orElseThrow(() -> new ProblemException(new Problem(
                        ErrorCode.MEMBER_UNREACHABLE,
                        "hosts/" + host,
                        "its etcd has no client listener that the tool can call",
                        "see that the member runs; over https the run needs its operator certificate")));
    }

    public void tell(Step step, String fact) {
        world.run().events().tell(new Event.StepProgress(step.id(), fact));
    }

    /** Goes on only when a person says so; else throws with the reasons, the missing yes first. */
    public void goOnOrStop(Step step, List<Problem> inconclusive) {
        Vigil.Reply reply = vigil().ask(
                        new Supervisor.Question.GoOnInconclusive(step, inconclusive),
                        "steps/" + step.id(),
                        "going on although a check was inconclusive");
        if (reply.yes()) {
            tell(step, "goes on although it could not be told, by " + reply.by());
            return;
        }
        List<Problem> problems = new ArrayList<>(reply.problems());
        problems.addAll(inconclusive);
        throw new ProblemException(problems);
    }
}
