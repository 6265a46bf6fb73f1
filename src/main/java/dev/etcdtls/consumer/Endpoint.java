package dev.etcdtls.consumer;

import dev.etcdtls.model.ClientUrl;
import dev.etcdtls.model.Scheme;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * An endpoint as a client was given it, byte for byte: often, but not always, a URL in etcd's grammar. What may stand before an {@code @} is
 * never printed.
 */
public record Endpoint(String text) {
    private static final String BEFORE_HOST = "://";

    public Endpoint {
        if (text.isBlank()) {
            throw new IllegalArgumentException("an endpoint must not be empty");
        }
    }

    /** The endpoints of a comma list; blanks around them and empty places do not count. */
    static List<Endpoint> list(String text) {
        return split(text, ",");
    }

    static List<Endpoint> split(String text, String separator) {
        return Arrays.stream(text.split(separator))
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .map(Endpoint::new)
                .toList();
    }

    /** Whether it names no scheme at all ({@code 127.0.0.1:2379}). */
    boolean isBare() {
        return !text.contains(BEFORE_HOST);
    }

    /** Its scheme, when that is one of etcd's two. */
    public Optional<Scheme> scheme() {
        return Arrays.stream(Scheme.values())
                .filter(scheme -> text.startsWith(scheme + BEFORE_HOST))
                .findFirst();
    }

    /** The host that it leads to, brackets of IPv6 included; empty when it has none (a socket of the file system). */
    public Optional<String> host() {
        String rest = isBare() ? text : text.substring(text.indexOf(BEFORE_HOST) + BEFORE_HOST.length());
        String authority = rest.replaceFirst("[/?#].*$", "").replaceFirst("^.*@", "");
        String host = authority.startsWith("[")
                ? authority.replaceFirst("].*$", "]")
                : authority.replaceFirst(":[0-9]*$", "");
        return host.isEmpty() ? Optional.empty() : Optional.of(host);
    }

    /** As a URL in etcd's grammar; empty for anything else, a trailing slash or a missing port included. */
    public Optional<ClientUrl> url() {
        try {
            return Optional.of(ClientUrl.parse(text));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    /** A text that holds endpoints, without anybody's password. */
    static String masked(String text) {
        return text.replaceAll("://[^/?#,;]*@", "://***@");
    }

    @Override
    public String toString() {
        return masked(text);
    }
}
