package dev.etcdtls.adapter.yaml;

import dev.etcdtls.inventory.Balancer;
import dev.etcdtls.inventory.FlannelSettings;
import dev.etcdtls.inventory.KubernetesSettings;
import dev.etcdtls.inventory.Moving;
import dev.etcdtls.inventory.ProxyKind;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What an inventory says about clients, as text. What is as it would be by default is not written. */
final class ClientsText {
    private ClientsText() {}

    /** The keys of a consumer that speak of its move. */
    static List<String> keys(Moving moving) {
        Moving byDefault = Moving.DEFAULT;
        List<String> keys = new ArrayList<>();
        moving.proxy().kind().map(ProxyKind::word).ifPresent(word -> keys.add("proxy: " + YamlText.scalar(word)));
        if (moving.proxy().leg() != byDefault.proxy().leg()) {
            keys.add("proxy-leg: " + moving.proxy().leg().word());
        }
        moving.address().ifPresent(address -> keys.add("address: " + YamlText.scalar(address.toString())));
        if (moving.dependents() != byDefault.dependents()) {
            keys.add("dependents: " + moving.dependents().word());
        }
        if (!moving.settings().isEmpty()) {
            keys.add(moving.settings().templates().entrySet().stream()
                    .map(entry -> YamlText.scalar(entry.getKey()) + ": " + YamlText.scalar(entry.getValue()))
                    .collect(Collectors.joining(", ", "settings: {", "}")));
        }
        if (moving.applying() != byDefault.applying()) {
            keys.add("apply: " + moving.applying().word());
        }
        moving.certificates().ifPresent(folder -> keys.add("certificates: " + YamlText.scalar(folder.value())));
        return keys;
    }

    static String flannel(FlannelSettings settings) {
        return " {canary: %d, wave: %s, pause: %s, failures: %d}"
                .formatted(
                        settings.canary(), settings.wave(), YamlText.duration(settings.pause()), settings.failures());
    }

    static String kubernetes(KubernetesSettings settings) {
        List<String> keys = new ArrayList<>();
        keys.add("pki: " + settings.pki().word());
        settings.mount().ifPresent(mount -> keys.add("mount: " + YamlText.scalar(mount)));
        if (!settings.names().isEmpty()) {
            keys.add("names: " + YamlText.list(settings.names()));
        }
        return keys.stream().collect(Collectors.joining(", ", " {", "}"));
    }

    static String balancer(Balancer balancer) {
        return "  - {name: %s, addresses: %s, check: %s}\n"
                .formatted(
                        YamlText.scalar(balancer.name().value()),
                        YamlText.list(balancer.addresses()),
                        balancer.check().word());
    }
}
