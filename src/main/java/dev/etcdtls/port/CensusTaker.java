package dev.etcdtls.port;

import dev.etcdtls.consumer.ConsumerProcess;
import dev.etcdtls.inventory.ConsumerEntry;
import dev.etcdtls.model.Authority;
import dev.etcdtls.model.HostName;
import dev.etcdtls.model.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Sees who talks to a member's client listeners, and in which language. */
public interface CensusTaker {
    /**
     * Watches the given listening ports of a host for the window, connections shorter than it included, and says of each what its bytes
     * were. The member's own process and the tool's own connections are left out.
     */
    Outcome<List<ClientConnection>> watch(HostName host, List<Integer> ports, Duration window);

    /**
     * The main process of a consumer's unit and what it was told about etcd; empty when the unit does not run, or none is declared. All
     * times are by the tool's clock.
     */
    Outcome<Optional<ConsumerProcess>> process(ConsumerEntry consumer);

    /**
     * @param local the listener's address and port
     * @param remote the client's address and port
     * @param process on the client's host when that is in the inventory, {@code name/pid}; empty when unknown
     * @param unit of that process; empty when unknown
     * @param where the inventory's host with that address; empty when none
     * @param holder the id of the very process that was seen to hold it; empty when the process is unknown or only likely
     */
    record ClientConnection(
            Authority local,
            Authority remote,
            Speech speech,
            String process,
            String unit,
            String where,
            OptionalLong holder) {
        /** One of which nobody was seen to hold it. */
        public ClientConnection(
                Authority local, Authority remote, Speech speech, String process, String unit, String where) {
            this(local, remote, speech, process, unit, where, OptionalLong.empty());
        }

        /** The same, with another speech. */
        public ClientConnection withSpeech(Speech other) {
            return new ClientConnection(local, remote, other, process, unit, where, holder);
        }
    }

    enum Speech {
        PLAINTEXT,
        /** Plaintext too: a question for {@code /health} over HTTP, as load balancers and monitors put it. */
        HEALTH_CHECK,
        TLS,
        /** Bytes were seen from which it cannot be told, or both languages on one client port: proves nothing. */
        UNCLEAR,
        /** Open, but not a byte was seen: proves nothing. */
        SILENT,
        /** Opened and ended by the client within the window without a byte, as a health check of TCP does: in no language. */
        KNOCK;

        /** Whether who speaks so has shown to speak that language, TLS or plaintext. */
        public boolean proves(Speech language) {
            return this == language || language == PLAINTEXT && this == HEALTH_CHECK;
        }
    }
}
