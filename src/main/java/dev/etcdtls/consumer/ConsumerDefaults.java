package dev.etcdtls.consumer;

import dev.etcdtls.certificate.CertificateFolder;
import dev.etcdtls.inventory.ConsumerEntry;
import dev.etcdtls.inventory.Moving.Applying;
import dev.etcdtls.model.FilePath;
import dev.etcdtls.model.UnitName;
import java.util.List;
import java.util.Optional;

/** What is meant where the inventory says nothing about a consumer that the tool moves. */
public final class ConsumerDefaults {
    /** The files of a certificate set are {@code client.crt} and {@code client.key}, beside {@code ca.crt}. */
    public static final String STEM = "client";

    private static final FilePath FOLDERS = new FilePath("/etc/etcd-client");
    private static final FilePath MANIFEST = new FilePath("/etc/kubernetes/manifests/kube-apiserver.yaml");

    private ConsumerDefaults() {}

    /** The unit whose main process is the consumer; empty for a static pod and for what its owner moves without a unit. */
    public static Optional<UnitName> unit(ConsumerEntry consumer) {
        return isStaticPod(consumer)
                ? Optional.empty()
                : consumer.unit().or(() -> program(consumer).map(program -> new UnitName(program + ".service")));
    }

    /** The name of its program, where the kind tells. */
    public static Optional<String> program(ConsumerEntry consumer) {
        return switch (consumer.kind()) {
            case KUBE_APISERVER -> Optional.of("kube-apiserver");
            case FLANNELD -> Optional.of("flanneld");
            case UNIT, SELF_MOVING -> Optional.empty();
        };
    }

    /** Whether the tool moves it, so that it has to know how it gets its settings. */
    public static boolean isMovedByTool(ConsumerEntry consumer) {
        return switch (consumer.kind()) {
            case KUBE_APISERVER, FLANNELD, UNIT -> true;
            case SELF_MOVING -> false;
        };
    }

    /** The files with its settings beside those that its unit names: of a static pod kubeadm's manifest. */
    public static List<FilePath> files(ConsumerEntry consumer) {
        return isStaticPod(consumer) && consumer.files().isEmpty() ? List.of(MANIFEST) : consumer.files();
    }

    /** Whether the kubelet starts it, by a manifest. */
    public static boolean isStaticPod(ConsumerEntry consumer) {
        return consumer.behaviour().moving().applying() == Applying.MANIFEST;
    }

    /** Where its certificate sets lie. */
    public static CertificateFolder certificates(ConsumerEntry consumer) {
        return new CertificateFolder(consumer.behaviour()
                .moving()
                .certificates()
                .orElse(FOLDERS.child(consumer.name().value())));
    }
}
