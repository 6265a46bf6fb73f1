package dev.etcdtls.certificate;

import java.net.InetAddress;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One textual form for each IP address, so that addresses from URLs, sockets and certificates compare as texts. IPv6 is written as Java
 * writes it, without brackets and without {@code ::} ({@code fd00:0:0:0:0:0:0:1}), because that is what the JDK gives for a SAN.
 */
public final class IpText {
    private static final Pattern IPV4 = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");
    private static final Pattern IPV6 = Pattern.compile("[0-9A-Fa-f:]*:[0-9A-Fa-f:.]*");

    private IpText() {}

    /** The address in its one form; empty when the text is no address (a DNS name). Brackets around IPv6 are taken off. Asks no DNS. */
    public static Optional<String> canonical(String text) {
        String bare = text.startsWith("[") && text.endsWith("]") ? text.substring(1, text.length() - 1) : text;
        if (!IPV4.matcher(bare).matches() && !IPV6.matcher(bare).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.ofLiteral(bare).getHostAddress());
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
