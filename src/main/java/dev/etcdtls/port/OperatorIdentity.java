package dev.etcdtls.port;

import dev.etcdtls.port.CertificateIssuer.IssuedKeyPair;
import java.util.Optional;

/** The tool's own client certificate of a run, in the run's {@code secret/} folder (0600). */
public interface OperatorIdentity {
    void store(IssuedKeyPair pair);

    Optional<IssuedKeyPair> load();

    /** Removes it at the end of the run. */
    void remove();
}
