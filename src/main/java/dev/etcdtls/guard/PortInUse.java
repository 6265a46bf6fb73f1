package dev.etcdtls.guard;

import dev.etcdtls.config.EtcdSettings;
import dev.etcdtls.inventory.Inventory;
import dev.etcdtls.inventory.Ports;
import dev.etcdtls.model.ClientUrl;
import dev.etcdtls.model.ErrorCode;
import dev.etcdtls.model.EtcdVersion;
import dev.etcdtls.model.Problem;
import dev.etcdtls.observation.ClusterObservation;
import dev.etcdtls.observation.MemberStatus;
import dev.etcdtls.observation.Socket;
import dev.etcdtls.step.FileEdit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** A restart that fails with "address already in use", or a rehearsal that talks to a stranger. */
public final class PortInUse {
    /** A throw-away server that an interrupted rehearsal left behind: the next rehearsal stops it. */
    private static final String OWN_UNITS = "etcd-tls-";

    private PortInUse() {}

    static List<Problem> problems(ClusterObservation seen, Inventory inventory) {
        Ports ports = inventory.tuning().ports();
        boolean extra = needsExtraPort(seen);
        List<Problem> problems = new ArrayList<>();
        for (SeatedMember seat : SeatedMember.all(seen)) {
            if (extra && !tlsPorts(seat.running()).contains(ports.extra())) {
                problem(seat, ports.extra(), "extra").ifPresent(problems::add);
            }
            if (isEdited(seat.running())) {
                MetricsListener.wanted(seat.running(), inventory)
                        .map(value -> problemsOfMetrics(seat, value))
                        .ifPresent(problems::addAll);
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

    /** Before a restart: those listeners for metrics that the member gets by it, and somebody has already. */
    static List<Problem> problems(SeatedMember seat, FileEdit edit) {
        return problemsOfMetrics(seat, edit.set().getOrDefault(MetricsListener.FLAG, ""));
    }

    /** A member whose plaintext is closed is not edited any more. */
    private static boolean isEdited(EtcdSettings running) {
        return running.listenClientUrls().stream().anyMatch(url -> !url.isHttps());
    }

    private static List<Problem> problemsOfMetrics(SeatedMember seat, String value) {
        return MetricsListener.missing(seat.running(), value).stream()
                .map(url -> url.authority().port())
                .distinct()
                .flatMap(port -> problem(seat, port, "metrics", socket -> !isOwnOnLoopback(seat, socket)).stream())
                .toList();
    }

    /** kubeadm has etcd listen for metrics on loopback; a listener on another address finds room beside it. */
    private static boolean isOwnOnLoopback(SeatedMember seat, Socket socket) {
        return socket.local().isLoopback()
                && seat.running().listenMetricsUrls().stream()
                        .map(ClientUrl::authority)
                        .anyMatch(own ->
                                own.isLoopback() && own.port() == socket.local().port());
    }

    private static List<Integer> tlsPorts(EtcdSettings running) {
        return running.listenClientUrls().stream()
                .filter(ClientUrl::isHttps)
                .map(url -> url.authority().port())
                .toList();
    }

    private static Optional<Problem> problem(SeatedMember seat, int port, String setting) {
        return problem(seat, port, setting, _ -> true);
    }

    private static Optional<Problem> problem(
            SeatedMember seat, int port, String setting, Predicate<Socket> isInTheWay) {
        return seat.facts().sockets().stream()
                .filter(socket -> socket.state() == Socket.State.LISTENING)
                .filter(socket -> socket.local().port() == port)
                .filter(socket -> !socket.unit().startsWith(OWN_UNITS))
                .filter(isInTheWay)
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
