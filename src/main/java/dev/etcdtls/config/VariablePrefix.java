package dev.etcdtls.config;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What a program puts before the name of a setting to make it an environment variable: etcd {@code ETCD_}, flanneld {@code FLANNELD_}.
 * Without a prefix a setting's key is the variable itself.
 */
public record VariablePrefix(String value) {
    // Before the constants, which are checked by it.
    private static final Pattern GRAMMAR = Pattern.compile("(?:[A-Z][A-Z0-9]*_)*");

    public static final VariablePrefix ETCD = new VariablePrefix("ETCD_");

    public static final VariablePrefix NONE = new VariablePrefix("");

    public VariablePrefix {
        if (!GRAMMAR.matcher(value).matches()) {
            throw new IllegalArgumentException("not a prefix of variables: '" + value + "'");
        }
    }

    /** The variable of a setting: with {@code ETCD_}, {@code listen-client-urls} is {@code ETCD_LISTEN_CLIENT_URLS}. */
    public String variable(String setting) {
        return value.isEmpty()
                ? setting
                : value + setting.toUpperCase(Locale.ROOT).replace('-', '_');
    }

    @Override
    public String toString() {
        return value;
    }
}
