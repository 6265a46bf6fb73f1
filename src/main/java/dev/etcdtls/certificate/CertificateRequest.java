package dev.etcdtls.certificate;

import java.time.Duration;
import java.util.Collections;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What a certificate must carry.
 *
 * @param commonName may be empty only where a consumer demands it (grpc-proxy)
 * @param dnsNames DNS SANs
 * @param ipAddresses IP SANs in textual form without brackets; every dialled and every source address of a member
 * @param usages both for a member: one certificate plays server and client (facts: etcd dials its peers with it)
 * @param ttl wanted lifetime
 */
public record CertificateRequest(
        String commonName, SortedSet<String> dnsNames, SortedSet<String> ipAddresses, Set<Usage> usages, Duration ttl) {
    public CertificateRequest {
        dnsNames = Collections.unmodifiableSortedSet(new TreeSet<>(dnsNames));
        ipAddresses = Collections.unmodifiableSortedSet(new TreeSet<>(ipAddresses));
        usages = Collections.unmodifiableSet(new TreeSet<>(usages));
        if (usages.isEmpty()) {
            throw new IllegalArgumentException("a certificate has at least one usage");
        }
        if (usages.contains(Usage.OTHER)) {
            throw new IllegalArgumentException("only server and client usage can be asked for");
        }
    }
}
