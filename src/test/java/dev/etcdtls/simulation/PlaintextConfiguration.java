package dev.etcdtls.simulation;

import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The Debian environment file of a plaintext member, comments and all. */
final class PlaintextConfiguration {
    private PlaintextConfiguration() {}

    static String of(int number, int members) {
        String address = SimulatedCluster.address(number);
        String cluster = IntStream.rangeClosed(1, members)
                .mapToObj(other -> "m" + other + "=http://" + SimulatedCluster.address(other) + ":2380")
                .collect(Collectors.joining(","));
        return """
                ## etcd(1) daemon options

                ### Member flags
                # ETCD_NAME="hostname"
                ETCD_NAME="m%1$d"
                ETCD_LISTEN_PEER_URLS="http://%2$s:2380"
                ETCD_LISTEN_CLIENT_URLS="http://127.0.0.1:2379,http://%2$s:2379"

                ### Clustering flags
                ETCD_INITIAL_ADVERTISE_PEER_URLS="http://%2$s:2380"
                ETCD_INITIAL_CLUSTER="%3$s"
                ETCD_INITIAL_CLUSTER_STATE="new"
                ETCD_INITIAL_CLUSTER_TOKEN="lab"
                ETCD_ADVERTISE_CLIENT_URLS="http://%2$s:2379"

                ### Security flags
                # ETCD_CERT_FILE=""
                """.formatted(number, address, cluster);
    }
}
