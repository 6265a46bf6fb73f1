package dev.etcdtls.observation;

import dev.etcdtls.model.HostName;

/** A host of the inventory and what was seen on it. */
public record HostObservation(HostName host, Sight<HostFacts> sight) {}
