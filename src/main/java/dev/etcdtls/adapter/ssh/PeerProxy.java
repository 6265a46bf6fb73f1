package dev.etcdtls.adapter.ssh;

import dev.etcdtls.certificate.IpText;
import dev.etcdtls.config.EtcdSettings;
import dev.etcdtls.model.Authority;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A proxy that would come between peers as soon as their URLs are https: etcd dials peers with Go's {@code ProxyFromEnvironment}, and takes
 * {@code HTTPS_PROXY} for https URLs only, so that a plaintext cluster never showed it.
 */
final class PeerProxy {
    private static final Pattern PEER = Pattern.compile("(\\[[0-9A-Fa-f:.%]+]|[A-Za-z0-9._-]+):[0-9]{1,5}");
    private static final List<String> PROXIES = List.of("HTTPS_PROXY", "https_proxy");
    private static final List<String> EXCEPTIONS = List.of("NO_PROXY", "no_proxy");

    private PeerProxy() {}

    /** The variable that sets a proxy for a peer of {@code initial-cluster}; none when there is no proxy, or no peer goes through it. */
    static Optional<String> variable(Map<String, String> environment, EtcdSettings settings) {
        Optional<String> proxy = PROXIES.stream()
                .filter(name -> !environment.getOrDefault(name, "").isBlank())
                .findFirst();
        List<String> exceptions = EXCEPTIONS.stream()
                .map(name -> environment.getOrDefault(name, ""))
                .filter(value -> !value.isBlank())
                .limit(1)
                .flatMap(value -> Arrays.stream(value.split(",")))
                .map(each -> each.strip().toLowerCase(Locale.ROOT))
                .toList();
        return proxy.filter(_ -> !exceptions.contains("*"))
                .filter(_ -> peers(settings).anyMatch(peer -> !isDialledStraight(peer, exceptions)));
    }

    private static Stream<Authority> peers(EtcdSettings settings) {
        return Arrays.stream(settings.get("initial-cluster").orElse("").split(","))
                .map(each -> each.substring(each.indexOf('=') + 1).strip().replaceFirst("^https?://", ""))
                .filter(PEER.asMatchPredicate())
                .map(Authority::parse);
    }

    private static boolean isDialledStraight(Authority peer, List<String> exceptions) {
        String host = peer.bareHost().toLowerCase(Locale.ROOT);
        return peer.isLoopback() || exceptions.stream().anyMatch(each -> covers(each, host, peer.port()));
    }

    /** An address, a network, or a domain (with a leading dot only what lies below it); each may name a port. */
    private static boolean covers(String exception, String host, int port) {
        if (exception.isEmpty()) {
            return false;
        }
        if (exception.contains("/")) {
            return isWithin(host, exception);
        }
        int colon = exception.lastIndexOf(':');
        boolean named = colon > 0 && exception.indexOf(':') == colon;
        if (named && !exception.substring(colon + 1).equals(Integer.toString(port))) {
            return false;
        }
        String domain = named ? exception.substring(0, colon) : exception;
        return host.equals(domain) || host.endsWith(domain.startsWith(".") ? domain : "." + domain);
    }

    /** IPv4 only: a member in an IPv6 network is taken to be dialled through the proxy, and the person decides. */
    private static boolean isWithin(String host, String network) {
        String[] parts = network.split("/", 2);
        Optional<Long> address = number(host);
        Optional<Long> base = number(parts[0]);
        boolean sized = parts[1].matches("[0-9]|[12][0-9]|3[0-2]");
        if (address.isEmpty() || base.isEmpty() || !sized) {
            return false;
        }
        int shift = 32 - Integer.parseInt(parts[1]);
        return address.get() >> shift == base.get() >> shift;
    }

    private static Optional<Long> number(String text) {
        return IpText.canonical(text)
                .filter(canonical -> canonical.indexOf(':') < 0)
                .map(canonical -> Arrays.stream(canonical.split("\\."))
                        .map(Long::parseLong)
                        .reduce(0L, (number, part) -> number * 256 + part));
    }
}
