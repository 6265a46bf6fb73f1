package dev.etcdtls.model;

import java.util.regex.Pattern;

/**
 * Host and port of an etcd URL, kept byte for byte as they were read. IPv6 addresses keep their brackets.
 *
 * @param host an address or a name, never empty
 * @param port 1 to 65535
 */
public record Authority(String host, int port) implements Comparable<Authority> {
    private static final int LONGEST_NAME = 253;
    private static final Pattern BRACKETED = Pattern.compile("\\[[0-9A-Fa-f:.]{2,45}]");
    private static final Pattern PORT = Pattern.compile("[0-9]{1,5}");

    public Authority {
        if (!isName(host) && !BRACKETED.matcher(host).matches()) {
            throw new IllegalArgumentException("not a host of a URL: '" + host + "'");
        }
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("not a port: " + port);
        }
    }

    /** Reads {@code host:port}. */
    public static Authority parse(String text) {
        int colon = text.lastIndexOf(':');
        if (colon < 1 || !PORT.matcher(text.substring(colon + 1)).matches()) {
            throw new IllegalArgumentException("expected host:port, found '" + text + "'");
        }
        return new Authority(text.substring(0, colon), Integer.parseInt(text.substring(colon + 1)));
    }

    /** A name or an IPv4 address. By hand: a plan reads some hundred thousand URLs on its way through all predicted states. */
    private static boolean isName(String host) {
        return !host.isEmpty() && host.length() <= LONGEST_NAME && host.chars().allMatch(Authority::isOfName);
    }

    private static boolean isOfName(int c) {
        return c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c >= 'A' && c <= 'Z' || c == '.' || c == '_' || c == '-';
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
