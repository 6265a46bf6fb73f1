package dev.etcdtls.port;

import dev.etcdtls.model.Authority;
import dev.etcdtls.model.HostName;
import dev.etcdtls.model.Outcome;
import java.time.Duration;
import java.util.List;

/** Sees who talks to a member's client listeners, and in which language. */
public interface CensusTaker {
    /**
     * Watches the given listening ports of a host for the window, connections shorter than it included, and says of each what its bytes
     * were. The member's own process and the tool's own connections are left out.
     */
    Outcome<List<ClientConnection>> watch(HostName host, List<Integer> ports, Duration window);

    /**
     * @param local the listener's address and port
     * @param remote the client's address and port
     * @param process on the client's host when that is in the inventory, {@code name/pid}; empty when unknown
     * @param unit of that process; empty when unknown
     * @param where the inventory's host with that address; empty when none
     */
    record ClientConnection(
            Authority local, Authority remote, Speech speech, String process, String unit, String where) {}

    enum Speech {
        PLAINTEXT,
        TLS,
        /** Bytes were seen from which it cannot be told, or both languages on one client port: proves nothing. */
        UNCLEAR,
        /** Open, but not a byte was seen: proves nothing. */
        SILENT
    }
}
