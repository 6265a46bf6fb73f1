package dev.etcdtls.consumer;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A version of HAProxy, as far as it matters. */
public record HaproxyVersion(int major, int minor) {
    private static final Pattern GRAMMAR = Pattern.compile("(?s)HA-?Proxy version (\\d{1,3})\\.(\\d{1,3})[.\\-].*");

    /** Reads what {@code haproxy -v} prints. */
    public static HaproxyVersion parse(String text) {
        Matcher matcher = GRAMMAR.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("not a version of HAProxy: '" + text + "'");
        }
        return new HaproxyVersion(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)));
    }

    @Override
    public String toString() {
        return major + "." + minor;
    }
}
