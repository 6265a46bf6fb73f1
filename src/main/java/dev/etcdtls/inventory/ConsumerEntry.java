package dev.etcdtls.inventory;

import dev.etcdtls.model.ConsumerName;
import dev.etcdtls.model.FilePath;
import dev.etcdtls.model.HostName;
import dev.etcdtls.model.UnitName;
import java.util.List;
import java.util.Optional;

/**
 * A declared client of etcd.
 *
 * @param unit the unit whose processes are this consumer; absent: any process of the host
 * @param files the files with its settings
 * @param ready a command that exits 0 when the consumer is ready
 */
public record ConsumerEntry(
        ConsumerName name,
        Kind kind,
        HostName host,
        Optional<UnitName> unit,
        List<FilePath> files,
        Behaviour behaviour) {
    public ConsumerEntry {
        files = List.copyOf(files);
    }

    /** What else matters for the move: its readiness command, whether it asks etcd for its endpoints, and how it is moved. */
    public record Behaviour(Optional<String> ready, boolean syncsEndpoints, Moving moving) {
        /** One of which nothing is said about its move. */
        public Behaviour(Optional<String> ready, boolean syncsEndpoints) {
            this(ready, syncsEndpoints, Moving.DEFAULT);
        }
    }

    public enum Kind {
        KUBE_APISERVER,
        FLANNELD,
        UNIT,
        /** Its owner moves it to TLS when the census names it. */
        SELF_MOVING
    }
}
