package dev.etcdtls.model;

/**
 * A peer URL in etcd's grammar: scheme, host and port, nothing else.
 *
 * <p>Only such a value may reach {@code MemberUpdate}: etcd (all releases to 3.7.1) stores any text unchecked, and a URL without scheme
 * or port, or with a trailing slash, makes every other member panic for ever (etcd issue 9173).
 */
public record PeerUrl(Scheme scheme, Authority authority) implements Comparable<PeerUrl> {
    /** Reads a URL; anything that etcd's grammar does not allow, a trailing slash or a missing port included, is refused. */
    public static PeerUrl parse(String text) {
        for (Scheme scheme : Scheme.values()) {
            String prefix = scheme + "://";
            if (text.startsWith(prefix)) {
                return new PeerUrl(scheme, Authority.parse(text.substring(prefix.length())));
            }
        }
        throw new IllegalArgumentException("expected http://host:port or https://host:port, found '" + text + "'");
    }

    /** The same host and port, byte for byte, with another scheme. */
    public PeerUrl with(Scheme other) {
        return new PeerUrl(other, authority);
    }

    public boolean isHttps() {
        return scheme == Scheme.HTTPS;
    }

    /** In etcd's own order: it sorts URLs as text, so http stands before https. */
    @Override
    public int compareTo(PeerUrl other) {
        return toString().compareTo(other.toString());
    }

    @Override
    public String toString() {
        return scheme + "://" + authority;
    }
}
