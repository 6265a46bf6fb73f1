package dev.etcdtls.guard;

import dev.etcdtls.model.HostName;
import dev.etcdtls.model.MemberName;
import dev.etcdtls.observation.MemberObservation;

/** Where a problem is, as every message writes it. */
final class Place {
    static final String ISSUER = "issuer";
    static final String CLUSTER = "cluster";

    private Place() {}

    static String of(MemberObservation member) {
        return of(member.name());
    }

    static String of(MemberName member) {
        return "members/" + member;
    }

    static String of(HostName host) {
        return "hosts/" + host;
    }
}
