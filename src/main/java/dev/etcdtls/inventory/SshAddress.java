package dev.etcdtls.inventory;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code user@host[:port]}; the port is 22 unless it is said. */
public record SshAddress(String user, String host, int port) {
    private static final Pattern GRAMMAR =
            Pattern.compile("([A-Za-z0-9_][A-Za-z0-9_.-]{0,31})@([A-Za-z0-9._-]+|\\[[0-9A-Fa-f:]+])(?::([0-9]{1,5}))?");

    /** Reads {@code user@host[:port]}. */
    public static SshAddress parse(String text) {
        Matcher matcher = GRAMMAR.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("expected user@host[:port], found '" + text + "'");
        }
        return new SshAddress(
                matcher.group(1), matcher.group(2), matcher.group(3) == null ? 22 : Integer.parseInt(matcher.group(3)));
    }

    /** The host without the brackets of IPv6. */
    public String bareHost() {
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    /** The command line that logs in there, for a person to try. */
    public String command() {
        return "ssh " + (port == 22 ? "" : "-p " + port + " ") + user + "@" + bareHost();
    }

    @Override
    public String toString() {
        return user + "@" + host + ":" + port;
    }
}
