package dev.etcdtls.port;

import dev.etcdtls.model.Outcome;
import dev.etcdtls.model.Verdict;
import dev.etcdtls.step.Step;

/** Throw-away etcd servers on scratch ports of the hosts, started from the host's own binary with the staged files as the service user. */
public interface Rehearsal {
    /** Starts the throw-away server of a site; one that runs already is stopped first. Done when it answers TLS, at most 30 s. */
    Outcome<Nothing> serve(Step.Rehearse.Site site, int clientPort, int peerPort);

    /**
     * Dials one site's server from another's host with the staged certificate, key and CA: Go's verdict on usages, SANs and the source
     * address. Fail is a TLS failure with its reason; inconclusive is refused or timed out.
     */
    Verdict dial(Step.Rehearse.Site from, Step.Rehearse.Site to, int port);

    /** Stops the throw-away server of a site and removes its scratch folder; one that is not there is fine. */
    Outcome<Nothing> stop(Step.Rehearse.Site site);
}
