package dev.etcdtls.adapter.yaml;

import dev.etcdtls.inventory.Clients;
import dev.etcdtls.inventory.ConsumerEntry;
import dev.etcdtls.inventory.HostEntry;
import dev.etcdtls.inventory.Inventory;
import dev.etcdtls.inventory.IssuerSettings;
import dev.etcdtls.inventory.IssuerSettings.KeyOrigin;
import dev.etcdtls.inventory.IssuerSettings.Product;
import dev.etcdtls.inventory.Ports;
import dev.etcdtls.inventory.Reach;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Writes an inventory as a person would, a comment before each section. Read back it gives the same inventory. */
public final class InventoryWriter {
    private static final Map<String, String> STANDARD = Map.ofEntries(
            Map.entry("cluster", "Name of the cluster in PKI paths and certificates; not etcd's own cluster id."),
            Map.entry("hosts", "Machines and how SSH reaches them; member: true where an etcd runs."),
            Map.entry("reach", "How the tool reaches etcd's client URLs: ssh (through the host) or direct."),
            Map.entry("issuer", "Who signs certificates. host-born: a key is made on its host and never leaves it."),
            Map.entry("client-names", "Names that clients dial beside the members' own, for example a load balancer."),
            Map.entry(
                    "consumers",
                    "Clients of etcd: kube-apiserver, flanneld, unit, or self-moving (its owner moves it)."),
            Map.entry(
                    "flannel",
                    "How flannel's nodes are moved: the canaries alone, then in waves, with a budget of failures."),
            Map.entry("kubernetes", "Kubernetes' own certificates: keep them, or adopt new ones beside the old."),
            Map.entry(
                    "balancers",
                    "Load balancers before etcd, and how they ask for health; only their owners change them."),
            Map.entry("keep-plaintext", "Loopback listeners that stay plaintext, on purpose."),
            Map.entry("ports", "Ports that the tool may use on hosts."),
            Map.entry(
                    "census",
                    "Plaintext is closed after no plaintext client was seen for this long; wait is the longest."));

    private final StringBuilder out = new StringBuilder();
    private final Map<String, String> comments;

    private InventoryWriter(Map<String, String> comments) {
        this.comments = comments;
    }

    /**
     * @param comments what else to say before a section, by its key ({@code hosts}), after the standard comment; several lines are fine
     */
    public static String write(Inventory inventory, Map<String, String> comments) {
        InventoryWriter writer = new InventoryWriter(comments);
        writer.all(inventory);
        return writer.out.toString();
    }

    private void all(Inventory inventory) {
        section("cluster", " " + YamlText.scalar(inventory.cluster().value()));
        section("hosts", "");
        inventory.hosts().forEach(this::host);
        section("reach", inventory.tuning().reach() == Reach.SSH ? " ssh" : " direct");
        section("issuer", "");
        issuer(inventory.issuer());
        section("client-names", " " + YamlText.list(inventory.names().client()));
        section("consumers", inventory.consumers().isEmpty() ? " []" : "");
        inventory.consumers().forEach(this::consumer);
        clients(inventory.tuning().clients());
        section("keep-plaintext", " " + YamlText.list(inventory.names().keepPlaintext()));
        Ports ports = inventory.tuning().ports();
        section(
                "ports",
                " {extra: %d, rehearsal: [%d, %d], metrics: %d, proxy: %d}"
                        .formatted(
                                ports.extra(),
                                ports.rehearsalClient(),
                                ports.rehearsalPeer(),
                                ports.metrics(),
                                ports.proxy()));
        section(
                "census",
                " {quiet: %s, wait: %s}"
                        .formatted(
                                YamlText.duration(inventory.tuning().census().quiet()),
                                YamlText.duration(inventory.tuning().census().longest())));
    }

    /** Sections that most inventories do without: one that says nothing is not written. */
    private void clients(Clients clients) {
        if (!clients.flannel().equals(Clients.DEFAULT.flannel())) {
            section("flannel", ClientsText.flannel(clients.flannel()));
        }
        if (!clients.kubernetes().equals(Clients.DEFAULT.kubernetes())) {
            section("kubernetes", ClientsText.kubernetes(clients.kubernetes()));
        }
        if (!clients.balancers().isEmpty()) {
            section("balancers", "");
            clients.balancers().forEach(balancer -> out.append(ClientsText.balancer(balancer)));
        }
    }

    private void section(String key, String value) {
        if (!out.isEmpty()) {
            out.append('\n');
        }
        out.append("# ").append(STANDARD.getOrDefault(key, "")).append('\n');
        comments.getOrDefault(key, "")
                .lines()
                .forEach(line -> out.append("# ").append(line).append('\n'));
        out.append(key).append(':').append(value).append('\n');
    }

    private void host(HostEntry host) {
        out.append("  - {name: %s, ssh: %s%s}\n"
                .formatted(
                        YamlText.scalar(host.name().value()),
                        YamlText.scalar(host.ssh().toString()),
                        host.member() ? ", member: true" : ""));
    }

    private void issuer(IssuerSettings issuer) {
        switch (issuer) {
            case IssuerSettings.Local _ -> line("kind", "local");
            case IssuerSettings.Vault vault -> {
                line("kind", vault.product() == Product.VAULT ? "vault" : "openbao");
                line("url", YamlText.scalar(vault.url().toString()));
                vault.caFile().ifPresent(file -> line("ca-file", YamlText.scalar(file)));
                line("token-file", YamlText.scalar(vault.tokenFile()));
                line("mount", YamlText.scalar(vault.pki().mount()));
                line("role", YamlText.scalar(vault.pki().role()));
            }
        }
        line("keys", issuer.keys() == KeyOrigin.HOST_BORN ? "host-born" : "issuer-born");
        line("ttl", YamlText.duration(issuer.ttl()));
    }

    private void line(String key, String value) {
        out.append("  ").append(key).append(": ").append(value).append('\n');
    }

    private void consumer(ConsumerEntry consumer) {
        out.append(line(consumer)).append('\n');
    }

    /** One consumer as it stands below {@code consumers}, without a line end. */
    public static String line(ConsumerEntry consumer) {
        List<String> parts = new ArrayList<>();
        parts.add("name: " + YamlText.scalar(consumer.name().value()));
        parts.add("kind: " + ConsumerSection.word(consumer.kind()));
        parts.add("host: " + YamlText.scalar(consumer.host().value()));
        consumer.unit().ifPresent(unit -> parts.add("unit: " + YamlText.scalar(unit.value())));
        if (!consumer.files().isEmpty()) {
            parts.add("files: " + YamlText.list(consumer.files()));
        }
        consumer.behaviour().ready().ifPresent(command -> parts.add("ready: " + YamlText.scalar(command)));
        if (consumer.behaviour().syncsEndpoints()) {
            parts.add("syncs-endpoints: true");
        }
        parts.addAll(ClientsText.keys(consumer.behaviour().moving()));
        return "  - {" + String.join(", ", parts) + "}";
    }
}
