package dev.etcdtls.certificate;

import dev.etcdtls.model.Digest;
import java.time.Instant;
import java.util.Collections;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What a certificate says, as far as etcd and this tool look at it.
 *
 * @param fingerprint SHA-256 of the DER form
 * @param names subject and SANs
 * @param usages extended key usages; empty means the certificate carries none, which TLS reads as "any"
 * @param validity from and to
 * @param publicKey SHA-256 of the SubjectPublicKeyInfo, and the key's kind in words, for example {@code EC 256}
 * @param authority whether it is a CA
 */
public record CertificateFacts(
        Digest fingerprint, Names names, Set<Usage> usages, Validity validity, PublicKey publicKey, boolean authority) {
    public CertificateFacts {
        usages = Collections.unmodifiableSet(new TreeSet<>(usages));
    }

    public record Names(String commonName, SortedSet<String> dnsNames, SortedSet<String> ipAddresses) {
        public Names {
            dnsNames = Collections.unmodifiableSortedSet(new TreeSet<>(dnsNames));
            ipAddresses = Collections.unmodifiableSortedSet(new TreeSet<>(ipAddresses));
        }
    }

    public record Validity(Instant from, Instant to) {}

    public record PublicKey(Digest spki, String kind) {}
}
