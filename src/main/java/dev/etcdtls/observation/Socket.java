package dev.etcdtls.observation;

import dev.etcdtls.model.Authority;

/**
 * A TCP socket of a host.
 *
 * @param remote the other end; for a listening socket its port is meaningless and the same as the local one
 * @param process name and pid in words, {@code etcd/421}; empty when it could not be learned
 * @param unit the unit of the process; empty when none or unknown
 */
public record Socket(State state, Authority local, Authority remote, String process, String unit) {
    public enum State {
        LISTENING,
        ESTABLISHED
    }
}
