package dev.etcdtls.engine.proof;

import dev.etcdtls.port.EtcdApi;
import dev.etcdtls.port.EtcdEndpoint;
import dev.etcdtls.port.Pacer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** One of the proof writer's clients: makes one operation after the other, and remembers which members were unwell a moment ago. */
final class ProofClient {
    /** A member that erred is tried last for this long, as every client's balancer does. */
    private static final Duration AVOIDED = Duration.ofSeconds(3);

    private final int number;
    private final EtcdApi api;
    private final Pacer pacer;
    private final ProofSettings settings;
    private final ProofLedger ledger;
    private final StallClock stall;
    private final Map<EtcdEndpoint, Instant> unwellAt = new ConcurrentHashMap<>();

    ProofClient(int number, EtcdApi api, Pacer pacer, ProofSettings settings, ProofLedger ledger) {
        this.number = number;
        this.api = api;
        this.pacer = pacer;
        this.settings = settings;
        this.ledger = ledger;
        this.stall = new StallClock(settings.interval().multipliedBy(2));
    }

    /** Makes one operation on the given members; none when there are none, or when the run has had all of its writes. */
    void write(List<EtcdEndpoint> members) throws InterruptedException {
        if (members.isEmpty()) {
            return;
        }
        Optional<Integer> operation = ledger.begin(settings.writes());
        if (operation.isEmpty()) {
            stall.rests(pacer.now());
            return;
        }
        new ReadBack(api, ledger).beforeOverwriting(operation.get(), members);
        stall.tryBegins(pacer.now());
        boolean acknowledged = new Operation(api, settings, ledger, member -> unwellAt.put(member, pacer.now()))
                .run(preferred(members), ledger.key(operation.get()), ledger.value(number, operation.get()));
        if (acknowledged) {
            stall.acknowledged(pacer.now());
            ledger.acknowledged(operation.get());
        } else {
            ledger.failed();
        }
    }

    /** Nothing will be tried for a while. */
    void rest() {
        stall.rests(pacer.now());
    }

    Duration longestStall() {
        return stall.longest(pacer.now());
    }

    Duration longestStallSinceForgiven() {
        return stall.longestSinceForgiven(pacer.now());
    }

    /** In the last seconds. */
    Duration recentStall() {
        return stall.recent(pacer.now());
    }

    void forgive() {
        stall.forgive();
    }

    /** This client's home member first and the others after it, one endpoint of each host, those that were unwell last. */
    private List<EtcdEndpoint> preferred(List<EtcdEndpoint> members) {
        List<EtcdEndpoint> order = new ArrayList<>();
        for (EtcdEndpoint member : members) {
            if (order.stream().noneMatch(other -> other.host().equals(member.host()))) {
                order.add(member);
            }
        }
        Collections.rotate(order, -(number % order.size()));
        Instant since = pacer.now().minus(AVOIDED);
        order.sort((one, other) -> Boolean.compare(isUnwell(one, since), isUnwell(other, since)));
        return order;
    }

    private boolean isUnwell(EtcdEndpoint member, Instant since) {
        return Optional.ofNullable(unwellAt.get(member))
                .filter(at -> at.isAfter(since))
                .isPresent();
    }
}
