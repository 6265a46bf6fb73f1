package dev.etcdtls.simulation;

import dev.etcdtls.model.Authority;
import dev.etcdtls.port.CensusTaker.Speech;
import java.time.Instant;
import java.util.Optional;

/** A client of etcd that is connected to every member. It speaks plaintext until it moves. */
public final class SimulatedClient {
    final String process;
    final String unit;
    final String where;
    final Authority remote;
    final boolean movesWhenNamed;
    private Optional<Instant> moved = Optional.empty();
    private boolean gone;

    /**
     * @param process name and pid in words
     * @param unit empty for none
     * @param where the inventory's host it runs on; empty for a foreign machine
     */
    SimulatedClient(String process, String unit, String where, Authority remote, boolean movesWhenNamed) {
        this.process = process;
        this.unit = unit;
        this.where = where;
        this.remote = remote;
        this.movesWhenNamed = movesWhenNamed;
    }

    /** It speaks TLS from the given moment on. */
    public void move(Instant at) {
        if (moved.isEmpty()) {
            moved = Optional.of(at);
        }
    }

    /** It goes away. */
    public void stop() {
        gone = true;
    }

    boolean isConnected() {
        return !gone;
    }

    Speech speech(Instant at) {
        return moved.filter(since -> !at.isBefore(since)).isPresent() ? Speech.TLS : Speech.PLAINTEXT;
    }
}
