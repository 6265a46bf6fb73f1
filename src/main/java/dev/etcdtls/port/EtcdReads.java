package dev.etcdtls.port;

import dev.etcdtls.model.ClientUrl;
import dev.etcdtls.model.EtcdClusterId;
import dev.etcdtls.model.MemberId;
import dev.etcdtls.model.MemberName;
import dev.etcdtls.model.Outcome;
import dev.etcdtls.model.PeerUrl;
import dev.etcdtls.observation.MemberStatus;
import java.util.List;

/** Questions to one member at its own endpoint. Every call has a deadline of a few seconds and changes nothing. */
public interface EtcdReads {
    /** What the member says of itself, with its own id and its cluster's. */
    Outcome<SelfReport> status(EtcdEndpoint endpoint);

    /** The membership as this member has it. */
    Outcome<List<Entry>> members(EtcdEndpoint endpoint);

    /** A linearizable read: needs quorum and catches this member up. Gives the store's revision. */
    Outcome<Long> linearizableRead(EtcdEndpoint endpoint);

    /** Raised alarms in words, {@code NOSPACE 8e9e05c52164694d}. */
    Outcome<List<String>> alarms(EtcdEndpoint endpoint);

    record SelfReport(EtcdClusterId cluster, MemberId self, MemberStatus status) {}

    record Entry(MemberId id, MemberName name, boolean learner, List<PeerUrl> peerUrls, List<ClientUrl> clientUrls) {
        public Entry {
            peerUrls = peerUrls.stream().sorted().toList();
            clientUrls = clientUrls.stream().sorted().toList();
        }
    }
}
