package dev.etcdtls.guard;

import dev.etcdtls.config.EtcdSettings;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** When two values of a setting mean the same to etcd: it sorts URLs, reads booleans in six spellings, and takes {@code initial-cluster} as a map. */
public final class SettingValue {
    private static final List<String> BOOLEANS =
            List.of(TlsSettings.CLIENT_CERT_AUTH, TlsSettings.PEER_CLIENT_CERT_AUTH);

    private SettingValue() {}

    /** The wanted settings that are not in force; an empty wanted value means that the setting must not be there. */
    public static SortedMap<String, String> missing(SortedMap<String, String> wanted, EtcdSettings settings) {
        SortedMap<String, String> missing = new TreeMap<>();
        wanted.forEach((flag, value) -> {
            if (!holds(settings, flag, value)) {
                missing.put(flag, value);
            }
        });
        return missing;
    }

    static boolean holds(EtcdSettings settings, String flag, String wanted) {
        String actual = settings.get(flag).orElse("");
        if (BOOLEANS.contains(flag)) {
            return Boolean.parseBoolean(wanted) == settings.isTrue(flag);
        }
        if (flag.endsWith("-urls") || flag.equals("initial-cluster")) {
            return parts(wanted).equals(parts(actual));
        }
        return actual.equals(wanted);
    }

    static Set<String> parts(String list) {
        return Arrays.stream(list.split(",")).map(String::strip).collect(Collectors.toSet());
    }
}
