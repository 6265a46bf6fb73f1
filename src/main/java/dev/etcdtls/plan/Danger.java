package dev.etcdtls.plan;

import dev.etcdtls.model.ClientUrl;
import dev.etcdtls.model.MemberId;
import dev.etcdtls.model.MemberName;

/** What could go wrong in a state of the cluster, if one more thing happened. */
sealed interface Danger {
    MemberId member();

    String words();

    /** Without this member no quorum of the others could dial each other. */
    record NoQuorumWithout(MemberId member, MemberName name) implements Danger {
        @Override
        public String words() {
            return "if " + name + " crashed, no quorum of the others could dial each other";
        }
    }

    /** With the files then on its disk this member would not come back into a quorum. */
    record NoWayBack(MemberId member, MemberName name) implements Danger {
        @Override
        public String words() {
            return "if " + name + " crashed, it could not come back into a quorum with the files on its disk";
        }
    }

    /** An endpoint that clients were promised is not served. */
    record EndpointGone(MemberId member, ClientUrl url) implements Danger {
        @Override
        public String words() {
            return "clients that were promised " + url + " have lost it";
        }
    }
}
