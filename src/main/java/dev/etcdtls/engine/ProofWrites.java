package dev.etcdtls.engine;

import dev.etcdtls.engine.observe.Waiting;
import dev.etcdtls.engine.proof.Pace;
import dev.etcdtls.engine.proof.ProofFigures;
import dev.etcdtls.engine.proof.ProofSettings;
import dev.etcdtls.engine.proof.ProofWriter;
import dev.etcdtls.engine.proof.RunningClock;
import dev.etcdtls.model.ErrorCode;
import dev.etcdtls.model.Problem;
import dev.etcdtls.port.EtcdEndpoint;
import dev.etcdtls.port.RunFolder;
import dev.etcdtls.port.World;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * The proof writer beside a run: many writes from 5 s before a disturbing step to 5 s after its gate, few otherwise. Its figures are kept
 * as evidence after each disturbing step, so that a run that dies leaves those that it had.
 *
 * <p>With one or two members each restart is an outage that the plan announces: writes that fail then are counted and spend no budget;
 * one that is lost always does.
 */
final class ProofWrites implements Writes {
    /** How long many writes are made before a disturbing step and after it. */
    static final Duration AROUND = Duration.ofSeconds(5);

    private final ProofWriter writer;
    private final Supplier<List<EtcdEndpoint>> latest;
    private final int members;
    private final RunningClock clock;
    private final RunFolder folder;
    private final Instant begun;
    private Optional<Instant> denseSince = Optional.empty();
    private Instant denseUntil = Instant.MIN;
    private boolean finished;

    ProofWrites(
            ProofWriter writer,
            Supplier<List<EtcdEndpoint>> latest,
            int members,
            RunningClock clock,
            RunFolder folder) {
        this.writer = writer;
        this.latest = latest;
        this.members = members;
        this.clock = clock;
        this.folder = folder;
        this.begun = clock.now();
    }

    /**
     * Begins to write.
     *
     * @param latest every member's endpoint at the moment of each write
     * @param members how many voters the cluster has
     */
    static Writes start(World world, Supplier<List<EtcdEndpoint>> latest, int members, ProofSettings settings) {
        RunFolder folder = world.run().folder();
        RunningClock clock = new RunningClock(world.pacer()).start();
        ProofWriter writer =
                new ProofWriter(world.etcd().api(), clock, folder.id().value(), settings);
        Writes writes = new ProofWrites(writer, latest, members, clock, folder);
        writer.start(latest);
        return writes;
    }

    @Override
    public void disturbing() {
        Instant now = clock.now();
        writer.pace(Pace.DISTURBING);
        Instant since = denseSince.filter(_ -> now.isBefore(denseUntil)).orElse(now);
        denseSince = Optional.of(since);
        denseUntil = Instant.MAX;
        Duration left = Duration.between(now, since.plus(AROUND));
        if (left.isPositive()) {
            new Waiting(clock).pause(left);
        }
    }

    @Override
    public void quiet() {
        writer.quietAfter(AROUND);
        denseUntil = clock.now().plus(AROUND);
        keep();
    }

    @Override
    public List<Problem> problems() {
        return writer.problems().stream()
                .filter(problem -> members > 2 || problem.code() != ErrorCode.ERROR_BUDGET_SPENT)
                .toList();
    }

    /** With one or two members nobody else can take a write: there is nothing to wait for. */
    @Override
    public Optional<String> strain() {
        return members > 2 && writer.isStrained()
                ? Optional.of(
                        "a client waited " + writer.recentStall().toMillis() + " ms for an acknowledgement just now")
                : Optional.empty();
    }

    @Override
    public void forgive() {
        writer.forgive();
    }

    @Override
    public SortedMap<String, String> figures() {
        ProofFigures now = writer.figures();
        SortedMap<String, String> figures = new TreeMap<>(Map.of(
                "acknowledged", "" + now.acknowledged(),
                "ambiguous", "" + now.ambiguous(),
                "failed", "" + now.failed(),
                "longest stall", now.longestStall().toMillis() + " ms",
                "lost", "" + now.lost(),
                "this tool stood still", clock.stoodStill().toMillis() + " ms"));
        if (finished) {
            figures.put("read back from", now.readFrom() + " of " + members + " members");
        }
        return figures;
    }

    @Override
    public List<Problem> finish() {
        // A run that was interrupted gives account all the same.
        boolean interrupted = Thread.interrupted();
        try {
            List<EtcdEndpoint> all = latest.get();
            List<Problem> unread = new ArrayList<>(writer.stop(all));
            finished = true;
            if (all.size() < members) {
                unread.add(fewer(all.size()));
            }
            keep();
            List<Problem> problems = new ArrayList<>(problems());
            problems.addAll(unread);
            return List.copyOf(problems);
        } catch (InterruptedException _) {
            interrupted = true;
            return List.of(fewer(0));
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public void close() {
        writer.halt();
        clock.close();
    }

    private void keep() {
        String figures = figures().entrySet().stream()
                .map(figure -> figure.getKey() + ": " + figure.getValue() + "\n")
                .collect(Collectors.joining());
        String name = begun.truncatedTo(ChronoUnit.SECONDS).toString().replaceAll("[-:]", "");
        folder.evidence("proof-writer-" + name + ".txt", "from: " + begun + "\nto: " + clock.now() + "\n" + figures);
    }

    private Problem fewer(int asked) {
        return new Problem(
                ErrorCode.GATE_INCONCLUSIVE,
                "cluster",
                "what was acknowledged was read back from " + asked + " of " + members + " members only",
                "see that every member serves, then: etcd-tls verify");
    }
}
