package dev.etcdtls.guard;

import dev.etcdtls.config.EtcdSettings;
import dev.etcdtls.inventory.Ports;
import dev.etcdtls.model.ClientUrl;
import dev.etcdtls.model.ErrorCode;
import dev.etcdtls.model.EtcdVersion;
import dev.etcdtls.model.Problem;
import dev.etcdtls.observation.ClusterObservation;
import dev.etcdtls.observation.MemberStatus;
import dev.etcdtls.observation.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A restart that fails with "address already in use", or a rehearsal that talks to a stranger. */
public final class PortInUse {
    /** A throw-away server that an interrupted rehearsal left behind: the next rehearsal stops it. */
    private static final String OWN_UNITS = "etcd-tls-";

    private PortInUse() {}

    static List<Problem> problems(ClusterObservation seen, Ports ports) {
        boolean extra = needsExtraPort(seen);
        List<Problem> problems = new ArrayList<>();
        for (SeatedMember seat : SeatedMember.all(seen)) {
            if (extra && !tlsPorts(seat.running()).contains(ports.extra())) {
                problem(seat, ports.extra(), "extra").ifPresent(problems::add);
            }
            problem(seat, ports.rehearsalClient(), "rehearsal").ifPresent(problems::add);
            problem(seat, ports.rehearsalPeer(), "rehearsal").ifPresent(problems::add);
        }
        return problems;
    }

    /**
     * Whether members cannot serve http and https on one client port: older versions hand plaintext gRPC to the TLS server at random, and
     * with {@code listen-client-http-urls} plaintext gRPC is lost always.
     */
    public static boolean needsExtraPort(ClusterObservation seen) {
        return SeatedMember.all(seen).stream().anyMatch(seat -> {
            Optional<EtcdVersion> version = seat.member().status().seen().map(MemberStatus::version);
            boolean races = !version.orElse(seat.service().program().onDisk()).servesBothSchemesOnOnePort();
            return races || seat.running().get("listen-client-http-urls").isPresent();
        });
    }

    private static List<Integer> tlsPorts(EtcdSettings running) {
        return running.listenClientUrls().stream()
                .filter(ClientUrl::isHttps)
                .map(url -> url.authority().port())
                .toList();
    }

    private static Optional<Problem> problem(SeatedMember seat, int port, String setting) {
        return seat.facts().sockets().stream()
                .filter(socket -> socket.state() == Socket.State.LISTENING)
                .filter(socket -> socket.local().port() == port)
                .filter(socket -> !socket.unit().startsWith(OWN_UNITS))
                .findFirst()
                .map(socket -> new Problem(
                        ErrorCode.PORT_IN_USE,
                        Place.of(seat.host()),
                        "port " + port + " is in use"
                                + (socket.process().isEmpty() ? "" : " by " + socket.process())
                                + ", and the tool needs it (ports." + setting + ")",
                        "free it, or name another port in the inventory"));
    }
}
