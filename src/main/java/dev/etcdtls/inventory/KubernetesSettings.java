package dev.etcdtls.inventory;

import dev.etcdtls.model.ClusterName;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What becomes of Kubernetes' own certificates.
 *
 * @param mount the PKI mount; by default {@code k8s/<cluster>/pki}
 * @param names at which the new serving certificate is shown, beside the old one
 */
public record KubernetesSettings(Pki pki, Optional<String> mount, List<String> names) {
    public static final KubernetesSettings DEFAULT = new KubernetesSettings(Pki.KEEP, Optional.empty(), List.of());

    public KubernetesSettings {
        names = List.copyOf(names);
    }

    public String mountOf(ClusterName cluster) {
        return mount.orElse("k8s/" + cluster + "/pki");
    }

    public enum Pki {
        KEEP,
        /** Add certificates of a CA of the cluster's own beside what is there. */
        ADOPT;

        /** The word of the inventory. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
