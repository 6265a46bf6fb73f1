package dev.etcdtls.port;

import java.time.Instant;

/**
 * A process that is at work on a run.
 *
 * @param id different for each process, so that what was asked of one is never heard by the next
 */
public record Worker(String id, long pid, String user, String host, Instant since) {
    /** {@code ada on adasbox, process 4711}. */
    @Override
    public String toString() {
        return user + " on " + host + ", process " + pid;
    }
}
