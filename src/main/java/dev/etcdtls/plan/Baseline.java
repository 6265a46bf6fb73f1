package dev.etcdtls.plan;

import dev.etcdtls.guard.SeatedMember;
import dev.etcdtls.model.Digest;
import dev.etcdtls.model.EtcdClusterId;
import dev.etcdtls.model.EtcdVersion;
import dev.etcdtls.model.HostName;
import dev.etcdtls.model.MemberId;
import dev.etcdtls.model.MemberName;
import dev.etcdtls.model.PeerUrl;
import dev.etcdtls.observation.ClusterObservation;
import dev.etcdtls.observation.EtcdService;
import dev.etcdtls.observation.HostFacts;
import dev.etcdtls.observation.MemberStatus;
import java.util.List;
import java.util.stream.Stream;

/**
 * The facts that a plan is bound to: when one of them moved, the plan is refused. Leadership, term, revision, sizes and process ids are
 * not among them.
 */
public record Baseline(EtcdClusterId cluster, List<MemberFacts> members, List<HostBinding> hosts) {
    public Baseline {
        members = List.copyOf(members);
        hosts = List.copyOf(hosts);
    }

    /** The facts of an observation; of members and hosts that could not be seen there are none. */
    public static Baseline of(ClusterObservation seen) {
        return new Baseline(
                seen.cluster(),
                SeatedMember.all(seen).stream().flatMap(Baseline::member).toList(),
                seen.hosts().stream()
                        .flatMap(host -> host.sight().seen().map(facts -> binding(host.host(), facts)).stream())
                        .toList());
    }

    private static Stream<MemberFacts> member(SeatedMember seat) {
        return seat.member().status().seen().map(MemberStatus::version).stream()
                .map(version -> new MemberFacts(
                        seat.member().id(),
                        seat.member().name(),
                        seat.host(),
                        version,
                        seat.member().membership().peerUrls()));
    }

    private static HostBinding binding(HostName host, HostFacts facts) {
        String configuration = facts.etcd()
                .map(EtcdService::file)
                .map(EtcdService.ConfigFile::text)
                .orElse("");
        return new HostBinding(host, facts.machine().hostKey(), Digest.of(configuration));
    }

    public record MemberFacts(
            MemberId id, MemberName name, HostName host, EtcdVersion version, List<PeerUrl> peerUrls) {
        public MemberFacts {
            peerUrls = List.copyOf(peerUrls);
        }
    }

    /** A host's SSH host key and the digest of its etcd configuration file; of an empty text where it has none. */
    public record HostBinding(HostName host, Digest hostKey, Digest configuration) {}
}
