package dev.etcdtls.step;

import dev.etcdtls.model.HostName;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A step for consumers. A switch over steps has one line for all of them; what tells them apart is a second switch, in a class of its own
 * beside the first.
 */
public sealed interface ConsumerStep extends Step
        permits StageConsumerCertificates, MoveConsumers, RemoveConsumerCertificates {
    /** The hosts that it works on, each once. */
    List<HostName> hosts();

    /** What of it is done on these hosts; empty when nothing is. */
    Optional<ConsumerStep> on(Set<HostName> hosts);
}
