package dev.etcdtls.port;

import dev.etcdtls.model.HostName;
import dev.etcdtls.observation.HostObservation;

/** Looks at hosts. */
public interface Hosts {
    /**
     * Everything the tool wants to know of a host, read now. Changes nothing there. A host that cannot be looked at is {@code Unseen} with
     * the reason (unreachable, unknown host key, no sudo); this never throws for expected trouble.
     */
    HostObservation observe(HostName host);
}
