package dev.etcdtls.port;

import java.time.Instant;

/**
 * Who holds the lock on a cluster, for the person who finds it taken.
 *
 * @param run the run's id, which {@code etcd-tls unlock --holder} takes
 */
public record LockHolder(String run, String user, String host, Instant since) {
    @Override
    public String toString() {
        return "run " + run + " of " + user + "@" + host + " since " + since;
    }
}
