package dev.etcdtls.certificate;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * One textual form for each IP address, so that addresses from URLs, sockets and certificates compare as texts. IPv6 is written as Java
 * writes it, without brackets and without {@code ::} ({@code fd00:0:0:0:0:0:0:1}), because that is what the JDK gives for a SAN; an IPv4
 * address in IPv6 dress ({@code ::ffff:198.51.100.11}, as sockets of both kinds show it) is the IPv4 address.
 */
public final class IpText {
    private static final Pattern IPV4 = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");
    private static final Pattern GROUP = Pattern.compile("[0-9A-Fa-f]{1,4}");
    private static final int GROUPS = 8;
    private static final String MAPPED = "0:0:0:0:0:ffff:";

    private IpText() {}

    /** The address in its one form; empty when the text is no address (a DNS name). Brackets around IPv6 are taken off. */
    public static Optional<String> canonical(String text) {
        String bare = text.startsWith("[") && text.endsWith("]") ? text.substring(1, text.length() - 1) : text;
        return bare.contains(":") ? version6(bare) : version4(bare);
    }

    private static Optional<String> version4(String text) {
        if (!IPV4.matcher(text).matches()) {
            return Optional.empty();
        }
        List<Integer> parts =
                List.of(text.split("\\.")).stream().map(Integer::parseInt).toList();
        return parts.stream().allMatch(part -> part <= 255)
                ? Optional.of(parts.stream().map(String::valueOf).collect(Collectors.joining(".")))
                : Optional.empty();
    }

    private static Optional<String> version6(String text) {
        Optional<String> hexadecimal = withoutDots(text);
        if (hexadecimal.isEmpty()) {
            return Optional.empty();
        }
        String plain = hexadecimal.get();
        int gap = plain.indexOf("::");
        List<String> groups = new ArrayList<>(groups(gap < 0 ? plain : plain.substring(0, gap)));
        List<String> behind = gap < 0 ? List.of() : groups(plain.substring(gap + 2));
        int missing = GROUPS - groups.size() - behind.size();
        if (gap < 0 ? missing != 0 : missing < 1) {
            return Optional.empty();
        }
        for (int i = 0; i < missing; i++) {
            groups.add("0");
        }
        groups.addAll(behind);
        if (!groups.stream().allMatch(group -> GROUP.matcher(group).matches())) {
            return Optional.empty();
        }
        List<Integer> values =
                groups.stream().map(group -> Integer.parseInt(group, 16)).toList();
        String canonical = values.stream().map(Integer::toHexString).collect(Collectors.joining(":"));
        return Optional.of(canonical.startsWith(MAPPED) ? dotted(values.get(6), values.get(7)) : canonical);
    }

    /** Two groups for an IPv4 address at the end. */
    private static Optional<String> withoutDots(String text) {
        if (!text.contains(".")) {
            return Optional.of(text);
        }
        int colon = text.lastIndexOf(':');
        return version4(text.substring(colon + 1)).map(address -> {
            List<Integer> parts = List.of(address.split("\\.")).stream()
                    .map(Integer::parseInt)
                    .toList();
            return text.substring(0, colon + 1)
                    + Integer.toHexString(parts.get(0) * 256 + parts.get(1)) + ":"
                    + Integer.toHexString(parts.get(2) * 256 + parts.get(3));
        });
    }

    private static List<String> groups(String text) {
        return text.isEmpty() ? List.of() : List.of(text.split(":", -1));
    }

    private static String dotted(int high, int low) {
        return (high >> 8) + "." + (high & 255) + "." + (low >> 8) + "." + (low & 255);
    }
}
