package dev.etcdtls.plan;

import dev.etcdtls.guard.SeatedMember;
import dev.etcdtls.model.Authority;
import dev.etcdtls.model.ClientUrl;
import dev.etcdtls.model.PeerUrl;
import dev.etcdtls.observation.ClusterObservation;
import dev.etcdtls.observation.EtcdService;
import dev.etcdtls.step.Target;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;

/** The members that steps work on. */
final class Targets {
    private Targets() {}

    /** All members in the order of the plan. */
    static List<Target> all(Situation situation, ClusterObservation state) {
        return situation.order().stream()
                .flatMap(id -> SeatedMember.of(state, id).stream())
                .map(seat -> of(seat, situation))
                .toList();
    }

    static Target of(SeatedMember seat, Situation situation) {
        EtcdService.Unit unit = seat.service().unit();
        return new Target(
                seat.member().name(),
                seat.member().id(),
                seat.host(),
                unit.name(),
                unit.user(),
                dial(seat, situation.extraPort()));
    }

    /** Where plaintext is spoken, or was: never loopback if there is another, never the extra port, which only TLS has. */
    private static Authority dial(SeatedMember seat, OptionalInt extraPort) {
        Authority listened = seat.running().listenClientUrls().stream()
                .map(ClientUrl::authority)
                .min(Comparator.comparing(Authority::isLoopback)
                        .thenComparing(address -> extraPort.isPresent() && address.port() == extraPort.getAsInt()))
                .orElseThrow();
        return listened.isWildcard() ? new Authority(peerHost(seat), listened.port()) : listened;
    }

    private static String peerHost(SeatedMember seat) {
        return seat.member().membership().peerUrls().stream()
                .map(PeerUrl::authority)
                .map(Authority::host)
                .findFirst()
                .orElse("127.0.0.1");
    }
}
