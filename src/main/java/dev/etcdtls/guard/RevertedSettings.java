package dev.etcdtls.guard;

import dev.etcdtls.config.EtcdSettings;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Whether settings are those of a member whose enforce was taken back; it stays taken back when accept is, too. */
public final class RevertedSettings {
    private static final String LISTEN_CLIENT = "listen-client-urls";

    private RevertedSettings() {}

    /**
     * Every setting as it was after accept; of the client listeners only those of plaintext are asked for, because the others may have been
     * taken away since.
     *
     * @param back the settings of enforce with the values that they had before
     */
    public static boolean isOpen(EtcdSettings settings, SortedMap<String, String> back) {
        SortedMap<String, String> others = new TreeMap<>(back);
        String listeners = others.getOrDefault(LISTEN_CLIENT, "");
        others.remove(LISTEN_CLIENT);
        Set<String> plaintext = SettingValue.parts(listeners);
        plaintext.removeIf(url -> !url.startsWith("http:"));
        return SettingValue.missing(others, settings).isEmpty()
                && SettingValue.parts(settings.get(LISTEN_CLIENT).orElse("")).containsAll(plaintext);
    }
}
