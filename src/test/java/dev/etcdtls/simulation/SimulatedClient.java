package dev.etcdtls.simulation;

import dev.etcdtls.model.Authority;
import dev.etcdtls.port.CensusTaker.Speech;
import java.time.Instant;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** A client of etcd that is connected to every member. It speaks plaintext until it moves. */
public final class SimulatedClient {
    final String process;
    final String unit;
    final String where;
    final Authority remote;
    final boolean movesWhenNamed;
    private final Speech old;
    private final Speech moved;
    private final NavigableMap<Instant, Speech> moves = new TreeMap<>();
    private boolean gone;

    /**
     * @param process name and pid in words
     * @param unit empty for none
     * @param where the inventory's host it runs on; empty for a foreign machine
     */
    SimulatedClient(String process, String unit, String where, Authority remote, boolean movesWhenNamed) {
        this(process, unit, where, remote, movesWhenNamed, Speech.PLAINTEXT, Speech.TLS);
    }

    private SimulatedClient(
            String process,
            String unit,
            String where,
            Authority remote,
            boolean movesWhenNamed,
            Speech old,
            Speech moved) {
        this.process = process;
        this.unit = unit;
        this.where = where;
        this.remote = remote;
        this.movesWhenNamed = movesWhenNamed;
        this.old = old;
        this.moved = moved;
    }

    /** A foreign machine that asks for every member's health over HTTP; once its owner has moved it, it only connects. */
    static SimulatedClient balancer(String address, boolean movesWhenNamed) {
        return new SimulatedClient(
                "", "", "", new Authority(address, 50_000), movesWhenNamed, Speech.HEALTH_CHECK, Speech.KNOCK);
    }

    /** It speaks TLS from the given moment on. */
    public void move(Instant at) {
        become(moved, at);
    }

    /** It speaks plaintext again from the given moment on. */
    public void moveBack(Instant at) {
        become(old, at);
    }

    private void become(Speech speech, Instant at) {
        Speech last = moves.isEmpty() ? old : moves.lastEntry().getValue();
        if (last != speech) {
            moves.put(at, speech);
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
        Map.Entry<Instant, Speech> last = moves.floorEntry(at);
        return last == null ? old : last.getValue();
    }
}
