package dev.etcdtls.adapter.yaml;

import dev.etcdtls.inventory.IssuerSettings;
import dev.etcdtls.inventory.KubernetesSettings;
import dev.etcdtls.inventory.KubernetesSettings.Pki;
import dev.etcdtls.model.ClusterName;
import java.util.Arrays;
import java.util.List;

/** The inventory's {@code kubernetes}: what becomes of its own certificates. */
final class KubernetesSection {
    private static final List<String> KEYS = List.of("pki", "mount", "names");

    private final Complaints complaints;
    private final ClusterName cluster;
    private final IssuerSettings issuer;

    KubernetesSection(Complaints complaints, ClusterName cluster, IssuerSettings issuer) {
        this.complaints = complaints;
        this.cluster = cluster;
        this.issuer = issuer;
    }

    KubernetesSettings read(YamlSection top) {
        if (!top.has("kubernetes")) {
            return KubernetesSettings.DEFAULT;
        }
        YamlSection section = new YamlSection(complaints, top.place("kubernetes"), "kubernetes", KEYS);
        String word = section.word(
                "pki",
                Pki.KEEP.word(),
                Arrays.stream(Pki.values()).map(Pki::word).toList());
        KubernetesSettings settings = new KubernetesSettings(
                word.equals(Pki.ADOPT.word()) ? Pki.ADOPT : Pki.KEEP,
                section.optional("mount", IssuerSection::mount),
                section.texts("names", InventoryReader::clientName));
        if (settings.pki() == Pki.ADOPT && settings.names().isEmpty() && !section.has("names")) {
            complaints.at(
                    section.place("pki"),
                    "pki: adopt says no names for the new certificate",
                    "add names: [...], names that no client dials today");
        }
        overlap(settings, section);
        return settings;
    }

    /** A mount inside another one cannot be made, and one for both would let every node be a Kubernetes user. */
    private void overlap(KubernetesSettings settings, YamlSection section) {
        String own = settings.mountOf(cluster) + "/";
        if (issuer instanceof IssuerSettings.Vault vault) {
            String other = vault.pki().mount() + "/";
            if (own.startsWith(other) || other.startsWith(own)) {
                complaints.at(
                        section.place("mount"),
                        "the mounts " + settings.mountOf(cluster) + " and "
                                + vault.pki().mount() + " lie inside one another",
                        "give Kubernetes a mount of its own, like k8s/" + cluster + "/pki");
            }
        }
    }
}
