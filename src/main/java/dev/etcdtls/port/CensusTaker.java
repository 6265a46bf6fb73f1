package dev.etcdtls.port;

import dev.etcdtls.consumer.ConsumerProcess;
import dev.etcdtls.inventory.ConsumerEntry;
import dev.etcdtls.model.Authority;
import dev.etcdtls.model.HostName;
import dev.etcdtls.model.Outcome;
import dev.etcdtls.model.UnitName;
import java.time.Duration;
import java.time.Instant;
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
     * Whose connections to its client listeners the etcd of a host refused, by its own log: since its process was started, since the given
     * moment, or for a day, whichever is shortest. Changes nothing and connects to nothing.
     *
     * <p>Not all of them are clients that were cut off. A health check of TCP, or of TLS that ends before its handshake does, is logged by a
     * healthy etcd each second ({@link Rejection#isHangUp}). The attempts of {@link TlsProber} that must fail are in the log too, from the
     * tool's own machine, or with {@code reach: ssh} from the member's own host: so ask before trying. Who comes through a proxy has the
     * proxy's address. Before etcd 3.5 the log does not tell the peer listener's refusals from the client listeners'.
     *
     * @param unit of that etcd
     * @param since by the host's clock
     */
    Outcome<Rejections> rejections(HostName host, UnitName unit, Instant since);

    /**
     * @param since when what is told begins, by the host's clock
     * @param all by source and reason, the most frequent first, 200 at most
     */
    record Rejections(Instant since, List<Rejection> all) {
        public Rejections {
            all = List.copyOf(all);
        }
    }

    /**
     * @param source the client's address without its port
     * @param error etcd's reason in its own words, {@code tls: first record does not look like a TLS handshake} for plaintext
     */
    record Rejection(String source, String error, int count) {
        /** Whether the client ended it, and nobody knows what it wanted: as a health check does, or a client that did not trust the member. */
        public boolean isHangUp() {
            return error.equals("EOF") || error.endsWith("connection reset by peer");
        }
    }

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
