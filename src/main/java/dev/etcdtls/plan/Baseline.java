package dev.etcdtls.plan;

import dev.etcdtls.model.Digest;
import dev.etcdtls.model.EtcdClusterId;
import dev.etcdtls.model.EtcdVersion;
import dev.etcdtls.model.HostName;
import dev.etcdtls.model.MemberId;
import dev.etcdtls.model.MemberName;
import dev.etcdtls.model.PeerUrl;
import java.util.List;

/**
 * The facts that a plan is bound to: when one of them moved, the plan is refused. Leadership, term, revision, sizes and process ids are
 * not among them.
 */
public record Baseline(EtcdClusterId cluster, List<MemberFacts> members, List<HostBinding> hosts) {
    public Baseline {
        members = List.copyOf(members);
        hosts = List.copyOf(hosts);
    }

    public record MemberFacts(
            MemberId id, MemberName name, HostName host, EtcdVersion version, List<PeerUrl> peerUrls) {
        public MemberFacts {
            peerUrls = List.copyOf(peerUrls);
        }
    }

    /** A host's SSH host key and the digest of its etcd configuration file. */
    public record HostBinding(HostName host, Digest hostKey, Digest configuration) {}
}
