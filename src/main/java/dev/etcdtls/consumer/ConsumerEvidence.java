package dev.etcdtls.consumer;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Whether a connection that showed no byte counts as TLS, on the evidence of the process that holds it. Without this a watch that is idle
 * longer than the quiet time (flanneld sends no keepalive) would keep plaintext open for ever; with a careless one a client would be cut.
 *
 * <ol>
 *   <li>The process that holds the connection is the very one whose settings were read.
 *   <li>Its settings are {@link Speech#TLS}: every endpoint https, with CA, certificate and key. Nothing less counts, whatever it does.
 *   <li>It was started after its certificate set was in place, and after plaintext was last seen from it. The same instant is not after:
 *       the kernel's start times are coarse.
 * </ol>
 *
 * It is never asked for a connection whose bytes were seen: those overrule it.
 */
public sealed interface ConsumerEvidence {
    /** @param why for the evidence folder and the person who asks */
    record CountsAsTls(String why) implements ConsumerEvidence {}

    /** @param reasons all of them, so that one look is enough */
    record ProvesNothing(List<String> reasons) implements ConsumerEvidence {
        public ProvesNothing {
            reasons = List.copyOf(reasons);
            if (reasons.isEmpty()) {
                throw new IllegalArgumentException("evidence that is refused has a reason");
            }
        }
    }

    /**
     * @param holder the process that holds the connection; empty when it could not be learned
     * @param lastPlaintext when bytes of plaintext were last seen from this consumer
     */
    static ConsumerEvidence of(ConsumerProcess process, OptionalLong holder, Optional<Instant> lastPlaintext) {
        List<String> reasons = new ArrayList<>();
        if (holder.isEmpty()) {
            reasons.add("it is not known which process holds the connection");
        } else if (holder.getAsLong() != process.pid()) {
            reasons.add("the connection is held by process " + holder.getAsLong() + ", not by " + named(process));
        }
        if (process.settings().speech() != Speech.TLS) {
            reasons.add(process.consumer() + " " + process.settings().words());
        }
        if (process.certificatesSince().isEmpty()) {
            reasons.add("it is not known since when " + process.consumer() + "'s certificates are in place");
        }
        process.certificatesSince()
                .filter(since -> !process.started().isAfter(since))
                .ifPresent(since -> reasons.add(named(process) + " was started at " + told(process.started())
                        + ", not after its certificates were in place (" + told(since) + ")"));
        lastPlaintext
                .filter(seen -> !process.started().isAfter(seen))
                .ifPresent(seen -> reasons.add("plaintext was seen from " + process.consumer() + " at " + told(seen)
                        + ", and it was not started since"));
        return reasons.isEmpty() ? new CountsAsTls(why(process)) : new ProvesNothing(reasons);
    }

    private static String why(ConsumerProcess process) {
        return named(process) + " was started at " + told(process.started())
                + ", after its certificates were in place, and "
                + process.settings().words();
    }

    private static Instant told(Instant instant) {
        return instant.truncatedTo(ChronoUnit.MILLIS);
    }

    private static String named(ConsumerProcess process) {
        return process.consumer() + " (process " + process.pid() + ")";
    }
}
