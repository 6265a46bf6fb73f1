package dev.etcdtls.guard;

import dev.etcdtls.config.EtcdSettings;
import dev.etcdtls.model.HostName;
import dev.etcdtls.model.MemberId;
import dev.etcdtls.observation.ClusterObservation;
import dev.etcdtls.observation.EtcdService;
import dev.etcdtls.observation.HostFacts;
import dev.etcdtls.observation.MemberObservation;
import java.util.List;
import java.util.Optional;

/** A member together with the host that runs it, of which everything could be seen. */
public record SeatedMember(MemberObservation member, HostName host, HostFacts facts, EtcdService service) {
    /** The members whose host and service could be seen, in the order of the observation. */
    public static List<SeatedMember> all(ClusterObservation seen) {
        return seen.members().stream()
                .flatMap(member -> member.host().flatMap(host -> seat(seen, member, host)).stream())
                .toList();
    }

    public static Optional<SeatedMember> of(ClusterObservation seen, MemberId id) {
        return all(seen).stream().filter(each -> each.member().id().equals(id)).findFirst();
    }

    /** The member on the host that a plan names for it: a member that does not answer tells no host itself. */
    public static Optional<SeatedMember> of(ClusterObservation seen, MemberId id, HostName planned) {
        return seen.member(id).flatMap(member -> seat(seen, member, planned));
    }

    public EtcdSettings running() {
        return service.running();
    }

    private static Optional<SeatedMember> seat(ClusterObservation seen, MemberObservation member, HostName host) {
        return seen.facts(host)
                .flatMap(facts -> facts.etcd().map(service -> new SeatedMember(member, host, facts, service)));
    }
}
