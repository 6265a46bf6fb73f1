package dev.etcdtls.adapter.etcd;

import dev.etcdtls.model.ErrorCode;
import dev.etcdtls.model.Outcome;
import dev.etcdtls.model.Problem;
import dev.etcdtls.port.Nothing;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;

/** The lock's key and leases in memory; a lease ends by the clock, and its key with it. */
final class MemoryLockStore implements LockStore {
    static final Problem UNREACHABLE =
            new Problem(ErrorCode.MEMBER_UNREACHABLE, "cluster", "no member answers", "look at the hosts");

    final Map<Long, Instant> leases = new TreeMap<>();
    Optional<Entry> key = Optional.empty();
    /** Why no call comes through. */
    Optional<Problem> breaks = Optional.empty();

    private final LeaseClock clock;
    private long next = 7;

    MemoryLockStore(LeaseClock clock) {
        this.clock = clock;
    }

    @Override
    public Outcome<Long> grant(Duration life) {
        return answer(() -> {
            leases.put(++next, clock.now().plus(life));
            return next;
        });
    }

    @Override
    public Outcome<Duration> keepAlive(long lease) {
        return answer(() -> {
            if (!leases.containsKey(lease)) {
                return Duration.ZERO;
            }
            leases.put(lease, clock.now().plus(EtcdLock.LIFE));
            return EtcdLock.LIFE;
        });
    }

    @Override
    public Outcome<Duration> remaining(long lease) {
        return answer(() -> Optional.ofNullable(leases.get(lease))
                .map(end -> Duration.between(clock.now(), end))
                .orElse(Duration.ZERO));
    }

    @Override
    public Outcome<Nothing> revoke(long lease) {
        return answer(() -> {
            leases.remove(lease);
            key = key.filter(entry -> entry.lease() != lease);
            return Nothing.NOTHING;
        });
    }

    @Override
    public Outcome<Optional<Entry>> claim(long lease, String value) {
        return answer(() -> {
            if (key.isPresent()) {
                return key;
            }
            key = Optional.of(new Entry(value, ++next, lease));
            return Optional.empty();
        });
    }

    @Override
    public Outcome<Boolean> replace(Entry seen, long lease, String value) {
        return answer(() -> {
            boolean same = key.equals(Optional.of(seen));
            key = same ? Optional.of(new Entry(value, ++next, lease)) : key;
            return same;
        });
    }

    @Override
    public Outcome<Optional<Entry>> read() {
        return answer(() -> key);
    }

    @Override
    public Outcome<Boolean> remove(Entry seen) {
        return answer(() -> {
            boolean same = key.equals(Optional.of(seen));
            key = same ? Optional.empty() : key;
            return same;
        });
    }

    private <T> Outcome<T> answer(Supplier<T> said) {
        if (breaks.isPresent()) {
            return new Outcome.Refused<>(breaks.get());
        }
        leases.values().removeIf(end -> !end.isAfter(clock.now()));
        key = key.filter(entry -> leases.containsKey(entry.lease()));
        return new Outcome.Done<>(said.get());
    }
}
