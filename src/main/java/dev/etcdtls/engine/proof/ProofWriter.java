package dev.etcdtls.engine.proof;

import dev.etcdtls.model.Outcome;
import dev.etcdtls.model.Problem;
import dev.etcdtls.port.EtcdApi;
import dev.etcdtls.port.EtcdEndpoint;
import dev.etcdtls.port.Pacer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * Writes through the cluster while the run goes on, and proves that no acknowledged write is lost.
 *
 * <ol>
 *   <li>A few clients write unique values to a fixed set of keys, each beginning at another member: many a second around a disturbing step,
 *       one every ten seconds otherwise.
 *   <li>An operation has at most two attempts on different members; the second is made after an error or 300 ms of silence.
 *   <li>Every acknowledged write is read back from each member's own store, before its key is written again and at the end.
 * </ol>
 *
 * Its threads are of the platform: virtual ones share two carriers on a small machine, and one that loads classes there would stop the others.
 *
 * <p>It keeps no memory but its counts: what an earlier process wrote is not judged, only removed.
 */
public final class ProofWriter {
    private final EtcdApi api;
    private final Pacer pacer;
    private final ProofSettings settings;
    private final ProofLedger ledger;
    private final List<ProofClient> clients;
    private final List<Thread> threads = new ArrayList<>();
    private volatile Pace pace = Pace.QUIET;
    private volatile Instant quietFrom = Instant.MIN;
    private volatile boolean stopping;
    private volatile int readFrom;
    private volatile int forgivenFailures;
    private volatile Optional<Throwable> death = Optional.empty();

    /** @param run whose writer this is; what an earlier process of the same run left is removed at the end, too */
    public ProofWriter(EtcdApi api, Pacer pacer, String run, ProofSettings settings) {
        this.api = api;
        this.pacer = pacer;
        this.settings = settings;
        this.ledger = new ProofLedger(run, run + "@" + pacer.now().toEpochMilli(), settings.keys());
        this.clients = IntStream.range(0, settings.clients())
                .mapToObj(number -> new ProofClient(number, api, pacer, settings, ledger))
                .toList();
    }

    /** Begins to write, at the quiet pace. The members are asked for before each write; while there are none, nothing is written. */
    public synchronized void start(Supplier<List<EtcdEndpoint>> members) {
        if (!threads.isEmpty()) {
            throw new IllegalStateException("the proof writer was started already");
        }
        for (int number = 0; number < clients.size(); number++) {
            int client = number;
            threads.add(Thread.ofPlatform()
                    .daemon()
                    .name("proof-writer-" + client)
                    .uncaughtExceptionHandler((_, error) -> death = Optional.of(error))
                    .start(() -> work(client, members)));
        }
    }

    /** Changes how often is written, from the next fifth of a second on. */
    public void pace(Pace wanted) {
        pace = wanted;
    }

    /** Goes on at its pace for a while yet, and is quiet after that. */
    public void quietAfter(Duration longer) {
        quietFrom = pacer.now().plus(longer);
        pace = Pace.QUIET;
    }

    private Pace paceNow() {
        return pace == Pace.QUIET && pacer.now().isBefore(quietFrom) ? Pace.DISTURBING : pace;
    }

    /** The counts so far; the longest stall includes one that is still going on. */
    public ProofFigures figures() {
        checkAlive();
        return new ProofFigures(
                ledger.acknowledgedCount(),
                ledger.failedCount(),
                ledger.ambiguousCount(),
                ledger.lostCount(),
                readFrom,
                worst(ProofClient::longestStall));
    }

    /** Whether a client has waited longer for an acknowledgement than the budget allows. */
    public boolean budgetSpent() {
        return SpentBudget.isSpent(worst(ProofClient::longestStallSinceForgiven), settings);
    }

    /** How long a client had to wait at worst in the last seconds. */
    public Duration recentStall() {
        return worst(ProofClient::recentStall);
    }

    /** Whether clients have waited in the last seconds for more than half of what the budget allows. A gap between two writes is no wait. */
    public boolean isStrained() {
        return SpentBudget.isNearlySpent(recentStall(), settings);
    }

    /** Counts stalls and failures anew, because a person has seen them and goes on. What was lost is never forgiven, nor taken out of the figures. */
    public void forgive() {
        forgivenFailures = ledger.failedCount();
        clients.forEach(ProofClient::forgive);
    }

    private Duration worst(Function<ProofClient, Duration> stall) {
        return clients.stream().map(stall).max(Comparator.naturalOrder()).orElse(Duration.ZERO);
    }

    /** What a run must stop for: a lost write, a failed operation, a stall beyond the budget. */
    public List<Problem> problems() {
        return SpentBudget.problems(
                figures(),
                ledger.failedCount() - forgivenFailures,
                worst(ProofClient::longestStallSinceForgiven),
                ledger.isSpent(settings.writes()),
                settings);
    }

    /** Makes no more writes and leaves everything as it is. */
    public void halt() {
        stopping = true;
        threads.forEach(Thread::interrupt);
    }

    /**
     * Reads every acknowledged write back from each of the members; what is missing counts as lost.
     *
     * @return why members could not be asked; empty when each was
     */
    public List<Problem> readBack(List<EtcdEndpoint> members) throws InterruptedException {
        List<Problem> unread = new ReadBack(api, ledger).all(members).unread();
        readFrom = members.size() - unread.size();
        return unread;
    }

    /**
     * Stops writing, reads everything back from each of the members, and removes the keys through the first member that does it; when a
     * write is lost the keys stay as evidence. Harmless when it was never started.
     *
     * @return why members could not be asked, or why the keys are still there; empty when all went well
     */
    public synchronized List<Problem> stop(List<EtcdEndpoint> members) throws InterruptedException {
        stopping = true;
        for (Thread thread : threads) {
            await(thread);
        }
        // An attempt that is still open would write a key again after it was removed.
        for (int waits = 0; waits < 100 && ledger.openAttempts() > 0; waits++) {
            pacer.pause(settings.attempt().dividedBy(50));
        }
        List<Problem> troubles = new ArrayList<>(readBack(members));
        if (ledger.lostCount() == 0) {
            troubles.addAll(removeKeys(members));
        }
        return List.copyOf(troubles);
    }

    /** By the pacer too: the thread may be in a pause of its own. At most four times as long as an attempt may take, and more. */
    private void await(Thread thread) throws InterruptedException {
        for (int waits = 0; waits < 200 && thread.isAlive(); waits++) {
            pacer.pause(settings.attempt().dividedBy(50));
            thread.join(10);
        }
    }

    private List<Problem> removeKeys(List<EtcdEndpoint> members) {
        List<Problem> troubles = new ArrayList<>();
        for (EtcdEndpoint member : members) {
            switch (api.deletePrefix(member, ledger.prefix())) {
                case Outcome.Done<Long>(Long _) -> {
                    return List.of();
                }
                case Outcome.Refused<Long>(Problem problem) -> troubles.add(problem);
                case Outcome.Unknown<Long>(Problem problem) -> troubles.add(problem);
            }
        }
        return troubles;
    }

    private void work(int number, Supplier<List<EtcdEndpoint>> members) {
        ProofClient client = clients.get(number);
        try {
            // Spread over the interval, so that writes come evenly.
            pacer.pause(settings.interval().multipliedBy(number).dividedBy(clients.size()));
            Instant last = pacer.now().minus(settings.quietInterval());
            while (!stopping) {
                Instant begin = pacer.now();
                if (isDue(number, last, begin)) {
                    last = begin;
                    client.write(members.get());
                }
                if (paceNow() == Pace.QUIET) {
                    client.rest();
                }
                Duration left = settings.interval().minus(Duration.between(begin, pacer.now()));
                pacer.pause(left.isNegative() ? Duration.ZERO : left);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean isDue(int number, Instant last, Instant now) {
        return switch (paceNow()) {
            case DISTURBING -> true;
            case QUIET -> number == 0 && Duration.between(last, now).compareTo(settings.quietInterval()) >= 0;
        };
    }

    private void checkAlive() {
        death.ifPresent(error -> {
            throw new IllegalStateException("the proof writer died of a bug; its figures prove nothing", error);
        });
    }
}
