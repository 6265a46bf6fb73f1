package dev.etcdtls.observation;

import dev.etcdtls.model.ConsumerName;
import dev.etcdtls.model.HostName;

/** A declared consumer that the tool moves, and what was seen of it on its host. */
public record ConsumerObservation(ConsumerName consumer, HostName host, Sight<ConsumerFacts> sight) {}
