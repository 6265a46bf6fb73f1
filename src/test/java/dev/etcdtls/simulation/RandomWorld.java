package dev.etcdtls.simulation;

import dev.etcdtls.engine.RunResult;
import dev.etcdtls.model.ErrorCode;
import dev.etcdtls.model.ProblemException;
import dev.etcdtls.plan.Plan;
import dev.etcdtls.plan.PlanOptions;
import dev.etcdtls.port.Supervisor;
import dev.etcdtls.simulation.SimulatedTool.Disturbance;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * A cluster and a run out of one seed: of any size and version, led by any member, with clients that move when they are named. The tool's
 * first lives are disturbed: it is killed, an answer or a request is lost, and one thing at a time happens in the world. What has happened is
 * mended before the next life. At last it is left alone, and must come to mutual TLS.
 */
final class RandomWorld {
    private static final List<String> VERSIONS = List.of("3.4.23", "3.4.27", "3.5.7", "3.5.16");
    private static final int MOST_DISTURBED_LIVES = 8;
    private static final int MOST_QUIET_LIVES = 3;
    private static final int LONGEST_LIFE = 45;

    private final long seed;
    private final Random random;
    private final SimulatedCluster cluster;
    private final Trial trial;
    private final List<String> story = new ArrayList<>();

    /** What happens in the world while the tool works. */
    enum Event {
        NOTHING,
        REBOOT,
        HOST_GONE,
        LINK_CUT,
        LEADER_MOVES,
        MEMBER_LAGS,
        ISSUER_DOWN,
        LOCK_LOST,
        START_FAILS,
        CLOCK_WRONG
    }

    RandomWorld(long seed) {
        this.seed = seed;
        this.random = new Random(seed);
        int members = List.of(1, 2, 3, 3, 3, 4, 5).get(random.nextInt(7));
        String version = VERSIONS.get(random.nextInt(VERSIONS.size()));
        this.cluster = new SimulatedCluster(members, version);
        cluster.faults().leader(anyMember());
        for (int client = random.nextInt(3); client > 0; client--) {
            var unused = cluster.faults().selfMovingClient("client[" + client + "]", "client.service", anyMember());
        }
        PlanOptions options = new PlanOptions(members <= 2, false, List.of());
        this.trial = new Trial(cluster, cluster.inventory(), options);
        story.add("%d members of %s".formatted(members, version));
    }

    /** Lives until the run has completed; gives what is wrong then. */
    List<String> problems() {
        Plan plan = trial.plan();
        Optional<RunResult> result = Optional.empty();
        int disturbed = random.nextInt(MOST_DISTURBED_LIVES + 1);
        for (int life = 1; life <= disturbed + MOST_QUIET_LIVES && !isCompleted(result); life++) {
            if (life <= disturbed) {
                disturb();
            }
            result = live(plan);
            mend();
        }
        List<String> problems = new ArrayList<>(cluster.laws().violations());
        if (!isCompleted(result)) {
            problems.add("ended with " + result);
        }
        if (cluster.run().journal().size() > 0 && isCompleted(result)) {
            cluster.faults().loseLock();
        }
        problems.addAll(EndState.shortcomings(cluster));
        cluster.members().stream()
                .filter(member -> restartsByTool(member) > 2 + doneAgain(member))
                .forEach(member -> problems.add(member.name + " was restarted more than twice"));
        return problems;
    }

    private Optional<RunResult> live(Plan plan) {
        try {
            Optional<RunResult> result = trial.applyUnlessKilled(plan);
            story.add(result.map(RandomWorld::words).orElse("killed"));
            return result;
        } catch (ProblemException e) {
            story.add("ended with " + e.problems());
            return Optional.empty();
        }
    }

    /** Enough to understand a failure and to have it again. */
    @Override
    public String toString() {
        return "-Dseed=" + seed + ": " + String.join("; ", story);
    }

    private void disturb() {
        int boundary = 1 + random.nextInt(LONGEST_LIFE);
        Disturbance disturbance = Disturbance.values()[random.nextInt(Disturbance.values().length)];
        cluster.faults().disturb(disturbance, boundary);
        Event event = Event.values()[random.nextInt(Event.values().length)];
        String member = anyMember();
        int when = 1 + random.nextInt(LONGEST_LIFE);
        story.add(disturbance + " at " + boundary + ", and " + event + " of " + member + " after " + when);
        cluster.faults().at(when, () -> happens(event, member));
    }

    private void happens(Event event, String member) {
        Faults faults = cluster.faults();
        switch (event) {
            case NOTHING -> {}
            case REBOOT -> faults.restart(member);
            case HOST_GONE -> faults.off(member);
            case LINK_CUT -> faults.unreachable(member);
            case LEADER_MOVES -> {
                if (!faults.isDown(member)) {
                    faults.leader(member);
                }
            }
            case MEMBER_LAGS -> faults.lag(member, 100_000);
            case ISSUER_DOWN ->
                faults.issuerTrouble(Trouble.of(ErrorCode.ISSUER_UNAVAILABLE, "issuer", "no answer on port 8200"));
            case LOCK_LOST -> faults.loseLock();
            case START_FAILS -> faults.failNextStart(member);
            case CLOCK_WRONG -> faults.clockOffset(member, Duration.ofSeconds(50));
        }
    }

    /** Somebody looks after the cluster, and the tool's machine is switched on again. */
    private void mend() {
        cluster.events.clear();
        Faults faults = cluster.faults();
        faults.issuerWell();
        for (SimulatedMember member : cluster.members()) {
            String name = member.name.value();
            faults.reachable(name);
            faults.lag(name, 0);
            faults.clockOffset(name, Duration.ZERO);
            member.host.nextStartFails = false;
            if (member.host.off) {
                faults.on(name);
            } else if (faults.isDown(name)) {
                faults.up(name);
            }
        }
        faults.pass(CrashMatrix.RESUMED_AFTER);
    }

    private String anyMember() {
        return "m" + (1 + random.nextInt(cluster.members().size()));
    }

    private long restartsByTool(SimulatedMember member) {
        return cluster.effects().stream()
                .filter(effect -> effect.startsWith(member.host.name + ": restart "))
                .count();
    }

    /** How often a person said that a step which the host had taken back is to be done again. */
    private long doneAgain(SimulatedMember member) {
        return cluster.run().questions().stream()
                .filter(question -> question instanceof Supervisor.Question.DoAgain again
                        && again.step().value().endsWith("/" + member.name))
                .count();
    }

    private static boolean isCompleted(Optional<RunResult> result) {
        return result.filter(RunResult.Completed.class::isInstance).isPresent();
    }

    private static String words(RunResult result) {
        return switch (result) {
            case RunResult.Completed _ -> "completed";
            case RunResult.Reached reached -> "reached " + reached.until();
            case RunResult.Stopped stopped ->
                "stopped at " + stopped.step() + " with "
                        + stopped.problems().stream()
                                .map(problem -> problem.code() + " " + problem.summary())
                                .toList();
        };
    }
}
