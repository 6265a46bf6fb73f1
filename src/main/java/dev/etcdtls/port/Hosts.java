package dev.etcdtls.port;

import dev.etcdtls.consumer.ClientPlace;
import dev.etcdtls.model.HostName;
import dev.etcdtls.observation.HostObservation;
import java.util.List;

/** Looks at hosts. */
public interface Hosts {
    /**
     * Everything the tool wants to know of a host, read now. Changes nothing there. A host that cannot be looked at is {@code Unseen} with
     * the reason (unreachable, unknown host key, no sudo); this never throws for expected trouble.
     *
     * @param clients the declared clients on it, whose certificates are looked at as well
     */
    HostObservation observe(HostName host, List<ClientPlace> clients);

    /** The same, but for the certificates of clients. */
    default HostObservation observe(HostName host) {
        return observe(host, List.of());
    }
}
