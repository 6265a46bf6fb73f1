package dev.etcdtls.consumer;

import dev.etcdtls.certificate.MemberRequests;
import dev.etcdtls.model.Authority;
import dev.etcdtls.model.MemberName;

/** One address at which a member may serve TLS. */
public record MemberServer(MemberName member, Authority address) {
    /** The DNS name that the member's certificate carries beside its addresses. */
    String name() {
        return MemberRequests.dnsName(member);
    }
}
