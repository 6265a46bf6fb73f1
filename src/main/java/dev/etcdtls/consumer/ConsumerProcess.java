package dev.etcdtls.consumer;

import dev.etcdtls.model.ConsumerName;
import java.time.Instant;
import java.util.Optional;

/**
 * The running process of a consumer. All times are by one clock, so that they compare.
 *
 * @param started when this process, not the unit, was started
 * @param certificatesSince when the last of its CA, certificate and key came to its place; empty when that is not known
 */
public record ConsumerProcess(
        ConsumerName consumer,
        long pid,
        Instant started,
        ClientSettings settings,
        Optional<Instant> certificatesSince) {}
