package dev.etcdtls.port;

import dev.etcdtls.model.FilePath;
import dev.etcdtls.model.HostName;
import dev.etcdtls.model.Outcome;
import dev.etcdtls.model.ServiceUser;

/** Keys that are born on hosts and never leave them. */
public interface HostKeys {
    /**
     * Makes an EC P-256 key at {@code key} (0600, PKCS#8, the given owner) unless there is one already, and gives a CSR for it in PEM with
     * the given common name. Names travel beside the CSR, not in it.
     */
    Outcome<String> createRequest(HostName host, FilePath key, ServiceUser owner, String commonName);
}
