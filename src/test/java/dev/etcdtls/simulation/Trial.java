package dev.etcdtls.simulation;

import dev.etcdtls.codec.PlanCodec;
import dev.etcdtls.engine.GateMode;
import dev.etcdtls.engine.Migration;
import dev.etcdtls.engine.Planning;
import dev.etcdtls.engine.RunOptions;
import dev.etcdtls.engine.RunResult;
import dev.etcdtls.engine.action.HealthCheckTrap;
import dev.etcdtls.engine.observe.Endpoints;
import dev.etcdtls.engine.observe.LatestEndpoints;
import dev.etcdtls.engine.observe.Observer;
import dev.etcdtls.engine.proof.Proof;
import dev.etcdtls.engine.proof.Proofs;
import dev.etcdtls.inventory.Inventory;
import dev.etcdtls.journal.JournalEntry;
import dev.etcdtls.plan.Goal;
import dev.etcdtls.plan.Plan;
import dev.etcdtls.plan.PlanOptions;
import dev.etcdtls.plan.PlanResult;
import dev.etcdtls.plan.TakenBack;
import dev.etcdtls.port.World;
import dev.etcdtls.step.Phase;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;

/**
 * The real product on a simulated cluster: planner, plan check, codec, engine, actions, proofs. Only what lies behind the ports is
 * simulated. Every plan goes through its written form, as between {@code plan} and {@code apply}.
 */
public final class Trial {
    private final SimulatedCluster cluster;
    private final Inventory inventory;
    private final PlanOptions options;
    private final UnaryOperator<World> tool;
    private final List<Plan> applied = new ArrayList<>();

    public Trial(SimulatedCluster cluster, Inventory inventory, PlanOptions options) {
        this(cluster, inventory, options, UnaryOperator.identity());
    }

    private Trial(SimulatedCluster cluster, Inventory inventory, PlanOptions options, UnaryOperator<World> tool) {
        this.cluster = cluster;
        this.inventory = inventory;
        this.options = options;
        this.tool = tool;
    }

    /** A cluster with the inventory that names every host as a member: local CA, no consumers, a short census. */
    public static Trial of(SimulatedCluster cluster) {
        return new Trial(cluster, cluster.inventory(), PlanOptions.DEFAULT);
    }

    /** The same with a tool that has a mistake in it: what its engine sees and does goes through other ports. */
    Trial with(UnaryOperator<World> mistake) {
        return new Trial(cluster, inventory, options, mistake);
    }

    public SimulatedCluster cluster() {
        return cluster;
    }

    Inventory inventory() {
        return inventory;
    }

    public PlanResult look() {
        World world = cluster.world();
        return planning(world).plan(inventory, new Plan.InventorySource("/home/ops", "cluster: c1\n"), options);
    }

    public Plan plan() {
        return written(look());
    }

    /** What {@code revert} gives for the last run. */
    public PlanResult lookBack(Phase after, Goal.Certificates certificates) {
        World world = cluster.world();
        return planning(world)
                .revert(
                        inventory,
                        applied.getLast().inventory(),
                        TakenBack.goal(applied.reversed(), after, certificates),
                        options);
    }

    public Plan planBack(Phase after) {
        return written(lookBack(after, Goal.Certificates.REMOVED));
    }

    /** The plan of the run that is under way, as {@code resume} reads it. */
    Plan planOfRun() {
        return applied.getLast();
    }

    private static Plan written(PlanResult result) {
        return switch (result) {
            case PlanResult.Planned(Plan plan) -> PlanCodec.read(PlanCodec.write(plan));
            case PlanResult.NotNow(var problems) -> throw new AssertionError("no plan: " + problems);
        };
    }

    /** Carries a plan out with a new tool, from where the journal says it is: apply and resume are the same. */
    public RunResult apply(Plan plan) {
        return apply(plan, Optional.empty());
    }

    public RunResult apply(Plan plan, Optional<Phase> until) {
        cluster.laws().bind(plan);
        return migrate(plan, new RunOptions(GateMode.ENFORCE, until, () -> false));
    }

    private RunResult migrate(Plan plan, RunOptions how) {
        if (!applied.contains(plan)) {
            applied.add(plan);
        }
        return new Migration(tool.apply(cluster.world()), plan, inventory, new LatestEndpoints(), how)
                .run(PlanCodec.digest(plan));
    }

    /** As {@link #apply(Plan)}, and somebody asks to stop as soon as the step has ended. */
    public RunResult applyUntil(Plan plan, String step) {
        cluster.laws().bind(plan);
        BooleanSupplier asked = () -> cluster.run().journal().stream()
                .anyMatch(entry -> entry instanceof JournalEntry.Finished end
                        && end.step().value().equals(step));
        return migrate(plan, new RunOptions(GateMode.ENFORCE, Optional.empty(), asked));
    }

    /** As {@link #apply(Plan)}, and somebody asks to end from the beginning. */
    RunResult applyAndAbort(Plan plan) {
        cluster.laws().bind(plan);
        return migrate(plan, new RunOptions(GateMode.ENFORCE, Optional.empty(), () -> true));
    }

    /** As {@link #apply(Plan)}; empty when the tool was killed on the way. */
    public Optional<RunResult> applyUnlessKilled(Plan plan) {
        try {
            return Optional.of(apply(plan));
        } catch (Killed | RuntimeException e) {
            if (cluster.tool().isKilled()) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** What {@code verify} proves. */
    public List<Proof> verify() {
        World world = cluster.world();
        return new Proofs(world.etcd(), world.hosts().dialer(), world.run().operator(), world.pacer())
                .all(observer(world).observe(inventory), inventory, Optional.empty());
    }

    private static Planning planning(World world) {
        return new Planning(
                observer(world),
                world.issuer(),
                world.pacer(),
                new HealthCheckTrap(world.etcd().census(), _ -> {}));
    }

    private static Observer observer(World world) {
        Endpoints endpoints = new Endpoints(world.etcd(), world.run().operator());
        return new Observer(
                world.hosts().look(),
                world.hosts().consumers().look(),
                endpoints,
                new LatestEndpoints(),
                world.pacer());
    }
}
