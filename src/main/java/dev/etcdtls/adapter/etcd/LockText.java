package dev.etcdtls.adapter.etcd;

import dev.etcdtls.port.LockHolder;
import java.time.DateTimeException;
import java.time.Instant;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** The text of a lock: one JSON object that names its holder. */
final class LockText {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private LockText() {}

    static String of(LockHolder holder) {
        return JSON.writeValueAsString(new Written(
                holder.run(), holder.user(), holder.host(), holder.since().toString()));
    }

    /** Reads a lock's text; one that is not ours names a holder {@code unknown}. */
    static LockHolder parse(String text) {
        try {
            return JSON.readValue(text, Written.class).holder();
        } catch (JacksonException | IllegalArgumentException | DateTimeException _) {
            return new LockHolder("unknown", "unknown", "unknown", Instant.EPOCH);
        }
    }

    private record Written(String run, String user, String host, String since) {
        LockHolder holder() {
            return new LockHolder(run, user, host, Instant.parse(since));
        }
    }
}
