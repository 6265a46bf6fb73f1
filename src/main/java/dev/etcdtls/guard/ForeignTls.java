package dev.etcdtls.guard;

import dev.etcdtls.config.EtcdSettings;
import dev.etcdtls.model.ErrorCode;
import dev.etcdtls.model.Problem;
import dev.etcdtls.observation.ClusterObservation;
import java.util.ArrayList;
import java.util.List;

/** TLS that somebody else has begun: to take it over without knowing its clients would cut them. */
final class ForeignTls {
    private static final List<String> GENERATED = List.of("auto-tls", "peer-auto-tls");
    private static final List<String> OTHER_NAMES = List.of(
            "ca-file",
            "peer-ca-file",
            "client-cert-file",
            "client-key-file",
            "peer-client-cert-file",
            "peer-client-key-file",
            "client-cert-allowed-hostname",
            "peer-cert-allowed-cn");

    private ForeignTls() {}

    static List<Problem> problems(ClusterObservation seen, String allowedPeerName) {
        return SeatedMember.all(seen).stream()
                .flatMap(seat -> flags(seat.running(), allowedPeerName).stream().map(flag -> problem(seat, flag)))
                .toList();
    }

    private static List<String> flags(EtcdSettings running, String allowedPeerName) {
        List<String> flags = new ArrayList<>();
        TlsSettings.FILES.forEach((flag, ours) -> {
            if (running.get(flag).filter(value -> !value.equals(ours)).isPresent()) {
                flags.add(flag);
            }
        });
        GENERATED.stream().filter(running::isTrue).forEach(flags::add);
        OTHER_NAMES.stream().filter(flag -> running.get(flag).isPresent()).forEach(flags::add);
        running.get(TlsSettings.ALLOWED_PEER_NAME)
                .filter(name -> !name.equals(allowedPeerName))
                .ifPresent(_ -> flags.add(TlsSettings.ALLOWED_PEER_NAME));
        return flags;
    }

    private static Problem problem(SeatedMember seat, String flag) {
        return new Problem(
                ErrorCode.UNSUPPORTED_CLUSTER,
                Place.of(seat.host()),
                "member " + seat.member().name() + " runs with a " + flag + " that etcd-tls did not set",
                "a cluster with TLS of its own is not taken over yet; take the setting away with a restart of your own, then plan again");
    }
}
