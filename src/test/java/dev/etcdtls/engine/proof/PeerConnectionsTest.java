package dev.etcdtls.engine.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.etcdtls.engine.observe.RollCall.Seat;
import dev.etcdtls.model.Authority;
import dev.etcdtls.model.MemberName;
import dev.etcdtls.observation.ClusterObservation;
import dev.etcdtls.observation.Socket;
import dev.etcdtls.plan.ObservedChanges;
import dev.etcdtls.plan.ObservedClusters;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class PeerConnectionsTest {
    private static final String ETCD = "etcd.service";
    private static final List<Socket> STREAMS =
            List.of(dialled(40_001, ETCD), dialled(40_002, ETCD), taken(50_001, ETCD), taken(50_002, ETCD));

    @Test
    void twoStreamsEachWayStand() {
        assertThat(standsWith(STREAMS)).isTrue();
    }

    @Test
    void oneStreamIsMissing() {
        for (Socket missing : STREAMS) {
            List<Socket> rest = new ArrayList<>(STREAMS);
            rest.remove(missing);

            assertThat(standsWith(rest)).as("without " + missing).isFalse();
        }
    }

    /** A probe that dials the peer port from the host is no stream. */
    @Test
    void anotherProgramsConnectionDoesNotCount() {
        assertThat(standsWith(List.of(
                        dialled(40_001, ETCD),
                        dialled(40_002, "session-3.scope"),
                        taken(50_001, ETCD),
                        taken(50_002, ETCD))))
                .isFalse();
    }

    @Test
    void aHostThatShowsNothingProvesNothing() {
        assertThat(standsWith(List.of())).isFalse();
    }

    private static boolean standsWith(List<Socket> sockets) {
        ClusterObservation seen =
                ObservedChanges.sockets(ObservedClusters.plaintext(3), 2, sockets.toArray(new Socket[0]));
        return new PeerConnections(seen).standBetween(seat(2), seat(1));
    }

    private static Seat seat(int number) {
        return new Seat(ObservedClusters.idOf(number), new MemberName("m" + number), ObservedClusters.hostOf(number));
    }

    private static Socket dialled(int port, String unit) {
        return socket(new Authority(ObservedClusters.address(2), port), peer(1), unit);
    }

    private static Socket taken(int port, String unit) {
        return socket(peer(2), new Authority(ObservedClusters.address(1), port), unit);
    }

    private static Authority peer(int number) {
        return new Authority(ObservedClusters.address(number), 2380);
    }

    private static Socket socket(Authority local, Authority remote, String unit) {
        return new Socket(Socket.State.ESTABLISHED, local, remote, "etcd/402", unit);
    }
}
