package dev.etcdtls.config;

import dev.etcdtls.model.ClientUrl;
import dev.etcdtls.model.PeerUrl;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The settings of an etcd process by flag name without dashes ({@code listen-client-urls}), after etcd's precedence rules. Only what was
 * set is in it; the typed accessors know etcd's defaults.
 */
public record EtcdSettings(SortedMap<String, String> values) {
    public EtcdSettings {
        values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
    }

    public Optional<String> get(String flag) {
        return Optional.ofNullable(values.get(flag)).filter(value -> !value.isEmpty());
    }

    /** These settings with others laid over them; an empty value takes a setting away. */
    public EtcdSettings with(SortedMap<String, String> changes) {
        SortedMap<String, String> merged = new TreeMap<>(values);
        changes.forEach((flag, value) -> {
            if (value.isEmpty()) {
                merged.remove(flag);
            } else {
                merged.put(flag, value);
            }
        });
        return new EtcdSettings(merged);
    }

    public String name() {
        return get("name").orElse("default");
    }

    public List<ClientUrl> listenClientUrls() {
        return clientUrls("listen-client-urls", "http://localhost:2379");
    }

    /** Listeners for HTTP alone, which leave gRPC to the others (etcd 3.5.8 and later); usually none. */
    public List<ClientUrl> listenClientHttpUrls() {
        return clientUrls("listen-client-http-urls", "");
    }

    public List<ClientUrl> advertiseClientUrls() {
        return clientUrls("advertise-client-urls", "http://localhost:2379");
    }

    public List<ClientUrl> listenMetricsUrls() {
        return clientUrls("listen-metrics-urls", "");
    }

    public List<PeerUrl> listenPeerUrls() {
        return split("listen-peer-urls", "http://localhost:2380").stream()
                .map(PeerUrl::parse)
                .toList();
    }

    /** Whether a flag is set to one of Go's spellings of true. */
    public boolean isTrue(String flag) {
        return get(flag)
                .filter(List.of("1", "t", "T", "TRUE", "true", "True")::contains)
                .isPresent();
    }

    private List<ClientUrl> clientUrls(String flag, String byDefault) {
        return split(flag, byDefault).stream().map(ClientUrl::parse).toList();
    }

    private List<String> split(String flag, String byDefault) {
        return Arrays.stream(get(flag).orElse(byDefault).split(","))
                .map(String::strip)
                .filter(url -> !url.isEmpty())
                .toList();
    }
}
