package dev.etcdtls.adapter.etcd;

import java.time.Instant;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Who holds a lock, as it stands in the lock itself.
 *
 * @param run the run's id, which {@code etcd-tls unlock --holder} takes
 */
public record LockHolder(String run, String user, String host, Instant since) {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** Reads a lock's text; one that is not ours names a holder {@code unknown}. */
    static LockHolder parse(String text) {
        try {
            return JSON.readValue(text, Written.class).holder();
        } catch (JacksonException | IllegalArgumentException | java.time.DateTimeException _) {
            return new LockHolder("unknown", "unknown", "unknown", Instant.EPOCH);
        }
    }

    String text() {
        return JSON.writeValueAsString(new Written(run, user, host, since.toString()));
    }

    @Override
    public String toString() {
        return "run " + run + " of " + user + "@" + host + " since " + since;
    }

    private record Written(String run, String user, String host, String since) {
        LockHolder holder() {
            return new LockHolder(run, user, host, Instant.parse(since));
        }
    }
}
