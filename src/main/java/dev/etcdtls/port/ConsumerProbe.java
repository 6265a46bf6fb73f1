package dev.etcdtls.port;

import dev.etcdtls.certificate.CertificateFolder;
import dev.etcdtls.consumer.FlannelFacts;
import dev.etcdtls.model.Authority;
import dev.etcdtls.model.ClientUrl;
import dev.etcdtls.model.FilePath;
import dev.etcdtls.model.HostName;
import dev.etcdtls.model.Outcome;
import dev.etcdtls.model.Secret;
import dev.etcdtls.model.ServiceUser;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Asks on a consumer's own host whether the consumer, or the way from it to etcd, is well. Changes nothing, starts nothing that stays, and
 * no secret appears on a command line there.
 *
 * <p>{@code Done} is an answer, a bad one included. {@code Refused} and {@code Unknown} say nothing about the consumer: the question could
 * not be put (the host is not reached, a program is missing there), or its answer did not arrive. Every question has a time limit of some
 * seconds of its own; none waits for anything to become well, so whoever wants to wait asks again, no more often than once in a second: a
 * kube-apiserver repeats its last answer to faster questions.
 */
public interface ConsumerProbe {
    /**
     * {@code GET /health} at one listener of etcd, or of a proxy before it, as the unit's user and with the certificate set
     * ({@code client.crt}, {@code client.key}, {@code ca.crt} in {@link CertificateFolder#current}) that the consumer will use; an http URL
     * is asked without files. What a unit's own sandbox hides from its process is not seen here.
     */
    Outcome<Dialled> dial(HostName host, ServiceUser user, CertificateFolder folder, ClientUrl url);

    /**
     * Runs the inventory's readiness command as root by {@code sh}, with no input, for ten seconds at most. What it left running then is
     * ended.
     */
    Outcome<Readiness> ready(HostName host, String command);

    /**
     * {@code GET https://<address>/readyz} of a kube-apiserver from its own host, which is taken for who it says it is.
     *
     * @param token a bearer token that the apiserver knows; empty asks as nobody, which most apiservers allow
     */
    Outcome<Readyz> readyz(HostName host, Authority address, Optional<Secret> token);

    /** What flanneld has made of the host; empty parts when there is no flannel. To be kept over a restart ({@link FlannelFacts#keptBy}). */
    default Outcome<FlannelFacts> flannel(HostName host) {
        return flannel(host, FlannelFacts.SUBNET_FILE);
    }

    /** The same, with the file that {@code --subnet-file} names. */
    Outcome<FlannelFacts> flannel(HostName host, FilePath subnetFile);

    /**
     * Starts to ping an address from the host five times a second, to learn by {@link #endPing} what a restart cost the data path. Ends by
     * itself when the time is over, and a minute later nothing is left of it on the host, whatever becomes of the tool.
     *
     * @param address an IP address, such as another node's at its flannel link
     * @return empty when the host has no ping
     */
    Outcome<Optional<Ping>> startPing(HostName host, String address, Duration longest);

    /** Ends it, and removes what it left. Refused when nothing of it is left, as after its time. */
    Outcome<PingGap> endPing(Ping ping);

    /** What came of a dial. */
    sealed interface Dialled {
        /** In words, for evidence and problems. */
        String words();

        default boolean isHealthy() {
            return false;
        }

        /**
         * There was an answer over HTTP.
         *
         * @param health what etcd's answer calls its health: {@code true}, {@code false}, or empty when it says nothing of it
         * @param words status and what the answer said
         */
        record Answered(int status, String health, String words) implements Dialled {
            @Override
            public boolean isHealthy() {
                return status == 200 && health.equals("true");
            }
        }

        /** Somebody was there and TLS failed, on either side, for this reason. */
        record Failed(String words) implements Dialled {}

        /** Nobody was there: refused, timed out, no route, name unknown. Says nothing about TLS. */
        record Unreachable(String words) implements Dialled {}

        /** The files cannot be used by that user on that host; nobody was dialled. */
        record NoFiles(String words) implements Dialled {}
    }

    /**
     * What became of a readiness command.
     *
     * @param exit its exit code; empty when it did not end in time
     * @param said the first lines of what it printed, without what looks like a secret, each of 300 characters at most
     */
    record Readiness(OptionalInt exit, List<String> said) {
        public Readiness {
            said = List.copyOf(said);
        }

        public boolean isReady() {
            return exit.equals(OptionalInt.of(0));
        }

        /** {@code exit code 1: etcd: connection refused}. */
        public String words() {
            String end = exit.isPresent() ? "exit code " + exit.getAsInt() : "it did not end in time";
            return said.isEmpty() ? end : end + ": " + String.join("; ", said);
        }
    }

    /** What a kube-apiserver says of itself. */
    sealed interface Readyz {
        record Ready() implements Readyz {}

        /** It does not answer, or says that it is not ready, for these reasons: the checks that fail, or what curl complained about. */
        record NotReady(String words) implements Readyz {}

        /** HTTP status 401 or 403: it serves requests and does not tell us how it is. Inconclusive. */
        record Forbidden(String words) implements Readyz {}
    }

    /** A ping that runs on a host. */
    record Ping(HostName host, FilePath folder) {}

    /**
     * What a ping saw. The last packet may still have been under way, and counts as missed then.
     *
     * @param longestSilence between two answers
     */
    record PingGap(int sent, int answered, Duration longestSilence) {
        public int missed() {
            return sent - answered;
        }
    }
}
