package dev.etcdtls.plan;

import dev.etcdtls.consumer.MemberListeners;
import dev.etcdtls.observation.ClusterObservation;
import java.util.List;

/** Where members serve clients of other hosts once they accept TLS. */
final class Listeners {
    private Listeners() {}

    /** Without members that only their own host reaches. */
    static List<MemberListeners> of(Situation situation, ClusterObservation accepted) {
        return Targets.all(situation, accepted).stream()
                .filter(target -> !target.dial().isLoopback())
                .map(target -> situation.extraPort().isPresent()
                        ? MemberListeners.extraPort(
                                target.name(),
                                target.host(),
                                target.dial(),
                                situation.extraPort().getAsInt())
                        : MemberListeners.samePort(target.name(), target.host(), target.dial()))
                .toList();
    }
}
