package dev.etcdtls.model;

import java.util.regex.Pattern;

/**
 * Host and port of an etcd URL, kept byte for byte as they were read. IPv6 addresses keep their brackets.
 *
 * @param host an address or a name, never empty
 * @param port 1 to 65535
 */
public record Authority(String host, int port) implements Comparable<Authority> {
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9._-]{1,253}|\\[[0-9A-Fa-f:.]{2,45}]");

    public Authority {
        if (!HOST.matcher(host).matches()) {
            throw new IllegalArgumentException("not a host of a URL: '" + host + "'");
        }
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("not a port: " + port);
        }
    }

    /** Reads {@code host:port}. */
    public static Authority parse(String text) {
        int colon = text.lastIndexOf(':');
        if (colon < 1 || !text.substring(colon + 1).matches("[0-9]{1,5}")) {
            throw new IllegalArgumentException("expected host:port, found '" + text + "'");
        }
        return new Authority(text.substring(0, colon), Integer.parseInt(text.substring(colon + 1)));
    }

    /** Whether this address can only be reached from the host itself. */
    public boolean isLoopback() {
        return host.equals("localhost") || host.startsWith("127.") || host.equals("[::1]");
    }

    /** Whether this address stands for every address of the host ({@code 0.0.0.0} or {@code [::]}). */
    public boolean isWildcard() {
        return host.equals("0.0.0.0") || host.equals("[::]");
    }

    /** The host without the brackets of IPv6. */
    public String bareHost() {
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    @Override
    public int compareTo(Authority other) {
        int byHost = host.compareTo(other.host);
        return byHost != 0 ? byHost : Integer.compare(port, other.port);
    }

    @Override
    public String toString() {
        return host + ":" + port;
    }
}
