package dev.etcdtls.engine.proof;

import dev.etcdtls.model.Outcome;
import dev.etcdtls.model.Problem;
import dev.etcdtls.port.EtcdApi;
import dev.etcdtls.port.EtcdEndpoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Reads acknowledged writes back from each member's own store. */
final class ReadBack {
    private static final int READERS = 8;

    private final EtcdApi api;
    private final ProofLedger ledger;

    ReadBack(EtcdApi api, ProofLedger ledger) {
        this.api = api;
        this.ledger = ledger;
    }

    /**
     * What came of it.
     *
     * @param checked reads made, keys times members
     * @param unread members that could not be asked, and why
     */
    record Checked(int checked, List<Problem> unread) {
        Checked {
            unread = List.copyOf(unread);
        }
    }

    /** Every key from every member; what is missing goes into the ledger. A linearizable read first brings each member up to date. */
    Checked all(List<EtcdEndpoint> members) throws InterruptedException {
        Map<Integer, Integer> expected = ledger.acknowledgedByKey();
        List<Problem> unread = new ArrayList<>();
        int checked = 0;
        for (EtcdEndpoint member : members) {
            Optional<Problem> behind = problem(api.linearizableRead(member));
            List<Problem> troubles = behind.isPresent() ? List.of(behind.get()) : read(member, expected);
            if (troubles.isEmpty()) {
                checked += expected.size();
            } else {
                unread.add(troubles.getFirst());
            }
        }
        return new Checked(checked, unread);
    }

    private List<Problem> read(EtcdEndpoint member, Map<Integer, Integer> expected) throws InterruptedException {
        List<Callable<Optional<Problem>>> reads = expected.values().stream()
                .<Callable<Optional<Problem>>>map(operation -> () -> check(member, operation))
                .toList();
        List<Problem> troubles = new ArrayList<>();
        try (ExecutorService readers =
                Executors.newFixedThreadPool(READERS, Thread.ofVirtual().factory())) {
            for (Future<Optional<Problem>> read : readers.invokeAll(reads)) {
                read.get().ifPresent(troubles::add);
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("a read back failed unexpectedly", e.getCause());
        }
        return troubles;
    }

    /**
     * The acknowledged write that is about to be overwritten, from every member that answers; it could not be seen later. A member that is
     * down at this moment is left out.
     */
    void beforeOverwriting(int operation, List<EtcdEndpoint> members) {
        ledger.overwrittenBy(operation)
                .ifPresent(old -> members.forEach(member -> {
                    var unused = check(member, old);
                }));
    }

    private Optional<Problem> check(EtcdEndpoint member, int operation) {
        return switch (api.localGet(member, ledger.key(operation))) {
            case Outcome.Done<Optional<String>>(Optional<String> value) ->
                ledger.shows(value, operation) ? Optional.empty() : recheck(member, operation);
            case Outcome.Refused<Optional<String>>(Problem problem) -> Optional.of(problem);
            case Outcome.Unknown<Optional<String>>(Problem problem) -> Optional.of(problem);
        };
    }

    /** A member may only be behind. Lost is what it lacks after it has caught up. */
    private Optional<Problem> recheck(EtcdEndpoint member, int operation) {
        Optional<Problem> behind = problem(api.linearizableRead(member));
        if (behind.isPresent()) {
            return behind;
        }
        return switch (api.localGet(member, ledger.key(operation))) {
            case Outcome.Done<Optional<String>>(Optional<String> value) -> {
                if (!ledger.shows(value, operation)) {
                    ledger.lost(operation);
                }
                yield Optional.empty();
            }
            case Outcome.Refused<Optional<String>>(Problem problem) -> Optional.of(problem);
            case Outcome.Unknown<Optional<String>>(Problem problem) -> Optional.of(problem);
        };
    }

    private static Optional<Problem> problem(Outcome<Long> outcome) {
        return switch (outcome) {
            case Outcome.Done<Long>(Long _) -> Optional.empty();
            case Outcome.Refused<Long>(Problem problem) -> Optional.of(problem);
            case Outcome.Unknown<Long>(Problem problem) -> Optional.of(problem);
        };
    }
}
