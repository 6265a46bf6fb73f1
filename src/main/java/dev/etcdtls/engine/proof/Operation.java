package dev.etcdtls.engine.proof;

import dev.etcdtls.model.Outcome;
import dev.etcdtls.model.Problem;
import dev.etcdtls.port.EtcdApi;
import dev.etcdtls.port.EtcdEndpoint;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * One write as a careful client does it: one attempt, and a second one on another member when the first errs or stays silent for a while.
 * Both write the same key and value, so that it does not matter which of them, or that both, take effect.
 */
final class Operation {
    /** What an attempt may take beyond its deadline before it is given up: the way through a tunnel. */
    private static final Duration GRACE = Duration.ofSeconds(3);

    private final EtcdApi api;
    private final ProofSettings settings;
    private final ProofLedger ledger;
    private final Consumer<EtcdEndpoint> unwell;
    private final BlockingQueue<Outcome<Long>> answers = new LinkedBlockingQueue<>();

    /** @param unwell is told each endpoint that erred or stayed silent */
    Operation(EtcdApi api, ProofSettings settings, ProofLedger ledger, Consumer<EtcdEndpoint> unwell) {
        this.api = api;
        this.settings = settings;
        this.ledger = ledger;
        this.unwell = unwell;
    }

    /** Whether one of at most two members acknowledged the write. An attempt still open is counted by itself when it ends. */
    boolean run(List<EtcdEndpoint> members, String key, String value) throws InterruptedException {
        EtcdEndpoint first = members.getFirst();
        begin(first, key, value);
        Optional<Outcome<Long>> early =
                Optional.ofNullable(answers.poll(settings.patience().toMillis(), TimeUnit.MILLISECONDS));
        if (early.filter(Outcome::isDone).isPresent()) {
            return true;
        }
        unwell.accept(first);
        int open = early.isPresent() ? 0 : 1;
        if (members.size() > 1) {
            begin(members.get(1), key, value);
            open++;
        }
        for (; open > 0; open--) {
            Optional<Outcome<Long>> answer = Optional.ofNullable(
                    answers.poll(settings.attempt().plus(GRACE).toMillis(), TimeUnit.MILLISECONDS));
            if (answer.filter(Outcome::isDone).isPresent()) {
                return true;
            }
        }
        if (members.size() > 1) {
            unwell.accept(members.get(1));
        }
        return false;
    }

    private void begin(EtcdEndpoint member, String key, String value) {
        ledger.attemptBegins();
        Thread.ofPlatform().daemon().name("proof-attempt").start(() -> {
            answers.add(attempt(member, key, value));
        });
    }

    private Outcome<Long> attempt(EtcdEndpoint member, String key, String value) {
        try {
            Outcome<Long> outcome = api.put(member, key, value, settings.attempt());
            if (outcome instanceof Outcome.Unknown<Long>(Problem _)) {
                ledger.ambiguous();
            }
            return outcome;
        } finally {
            ledger.attemptEnds();
        }
    }
}
