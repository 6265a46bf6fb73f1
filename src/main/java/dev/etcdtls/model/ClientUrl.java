package dev.etcdtls.model;

/**
 * A client URL in etcd's grammar: scheme, host and port, nothing else.
 */
public record ClientUrl(Scheme scheme, Authority authority) implements Comparable<ClientUrl> {
    /** Reads a URL; anything that etcd's grammar does not allow, a trailing slash or a missing port included, is refused. */
    public static ClientUrl parse(String text) {
        for (Scheme scheme : Scheme.values()) {
            String prefix = scheme + "://";
            if (text.startsWith(prefix)) {
                return new ClientUrl(scheme, Authority.parse(text.substring(prefix.length())));
            }
        }
        throw new IllegalArgumentException("expected http://host:port or https://host:port, found '" + text + "'");
    }

    /** The same host and port, byte for byte, with another scheme. */
    public ClientUrl with(Scheme other) {
        return new ClientUrl(other, authority);
    }

    public boolean isHttps() {
        return scheme == Scheme.HTTPS;
    }

    /** In etcd's own order: it sorts URLs as text, so http stands before https. */
    @Override
    public int compareTo(ClientUrl other) {
        return toString().compareTo(other.toString());
    }

    @Override
    public String toString() {
        return scheme + "://" + authority;
    }
}
