package dev.etcdtls.adapter.yaml;

import dev.etcdtls.inventory.ConsumerEntry;
import dev.etcdtls.inventory.HostEntry;
import dev.etcdtls.inventory.Inventory;
import dev.etcdtls.inventory.IssuerSettings;
import dev.etcdtls.inventory.IssuerSettings.KeyOrigin;
import dev.etcdtls.inventory.IssuerSettings.Product;
import dev.etcdtls.inventory.Ports;
import dev.etcdtls.inventory.Reach;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Writes an inventory as a person would, a comment before each section. Read back it gives the same inventory. */
public final class InventoryWriter {
    private static final Map<String, String> STANDARD = Map.of(
            "cluster", "Name of the cluster in PKI paths and certificates; not etcd's own cluster id.",
            "hosts", "Machines and how SSH reaches them; member: true where an etcd runs.",
            "reach", "How the tool reaches etcd's client URLs: ssh (through the host) or direct.",
            "issuer", "Who signs certificates. host-born: a key is made on its host and never leaves it.",
            "client-names", "Names that clients dial beside the members' own, for example a load balancer.",
            "consumers", "Clients of etcd: kube-apiserver, flanneld, unit, or self-moving (its owner moves it).",
            "keep-plaintext", "Loopback listeners that stay plaintext, on purpose.",
            "ports", "Ports that the tool may use on hosts.",
            "census", "Plaintext is closed after no plaintext client was seen for this long; wait is the longest.");

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
        section("cluster", " " + scalar(inventory.cluster().value()));
        section("hosts", "");
        inventory.hosts().forEach(this::host);
        section("reach", inventory.tuning().reach() == Reach.SSH ? " ssh" : " direct");
        section("issuer", "");
        issuer(inventory.issuer());
        section("client-names", " " + list(inventory.names().client()));
        section("consumers", inventory.consumers().isEmpty() ? " []" : "");
        inventory.consumers().forEach(this::consumer);
        section("keep-plaintext", " " + list(inventory.names().keepPlaintext()));
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
                                duration(inventory.tuning().census().quiet()),
                                duration(inventory.tuning().census().longest())));
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
                        scalar(host.name().value()),
                        scalar(host.ssh().toString()),
                        host.member() ? ", member: true" : ""));
    }

    private void issuer(IssuerSettings issuer) {
        switch (issuer) {
            case IssuerSettings.Local _ -> line("kind", "local");
            case IssuerSettings.Vault vault -> {
                line("kind", vault.product() == Product.VAULT ? "vault" : "openbao");
                line("url", scalar(vault.url().toString()));
                vault.caFile().ifPresent(file -> line("ca-file", scalar(file)));
                line("token-file", scalar(vault.tokenFile()));
                line("mount", scalar(vault.pki().mount()));
                line("role", scalar(vault.pki().role()));
            }
        }
        line("keys", issuer.keys() == KeyOrigin.HOST_BORN ? "host-born" : "issuer-born");
        line("ttl", duration(issuer.ttl()));
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
        parts.add("name: " + scalar(consumer.name().value()));
        parts.add("kind: " + ConsumerSection.word(consumer.kind()));
        parts.add("host: " + scalar(consumer.host().value()));
        consumer.unit().ifPresent(unit -> parts.add("unit: " + scalar(unit.value())));
        if (!consumer.files().isEmpty()) {
            parts.add("files: " + list(consumer.files()));
        }
        consumer.behaviour().ready().ifPresent(command -> parts.add("ready: " + scalar(command)));
        if (consumer.behaviour().syncsEndpoints()) {
            parts.add("syncs-endpoints: true");
        }
        return "  - {" + String.join(", ", parts) + "}";
    }

    private static String list(Collection<?> values) {
        return values.stream().map(value -> scalar(value.toString())).collect(Collectors.joining(", ", "[", "]"));
    }

    /** Plain where YAML 1.2 reads a text whatever stands around it, in double quotes otherwise. */
    private static String scalar(String text) {
        boolean plain = text.matches("[A-Za-z/][A-Za-z0-9/._@:-]*[A-Za-z0-9]")
                && !text.toLowerCase(Locale.ROOT).matches("true|false|null|yes|no|on|off");
        return plain ? text : '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    private static String duration(Duration duration) {
        if (duration.toSeconds() % 3600 == 0) {
            return duration.toHours() + "h";
        }
        return duration.toSeconds() % 60 == 0 ? duration.toMinutes() + "m" : duration.toSeconds() + "s";
    }
}
