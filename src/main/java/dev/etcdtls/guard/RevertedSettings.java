package dev.etcdtls.guard;

import dev.etcdtls.config.EtcdSettings;
import dev.etcdtls.model.ClientUrl;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Whether settings are those of a member whose enforce was taken back; it stays taken back when accept is, too. */
public final class RevertedSettings {
    private static final String LISTEN_CLIENT = "listen-client-urls";
    private static final String ADVERTISE_CLIENT = "advertise-client-urls";

    private RevertedSettings() {}

    /**
     * Every setting as it was after accept; of the client listeners only those of plaintext are asked for, because the others may have been
     * taken away since. A setting that is not there has etcd's default: accept writes defaults out, and what it is taken back to need not.
     *
     * @param back the settings of enforce with the values that they had before
     */
    public static boolean isOpen(EtcdSettings settings, SortedMap<String, String> back) {
        SortedMap<String, String> others = new TreeMap<>(back);
        EtcdSettings before = new EtcdSettings(new TreeMap<>()).with(back);
        boolean listens = settings.listenClientUrls().containsAll(plaintext(before));
        boolean advertises = !back.containsKey(ADVERTISE_CLIENT)
                || Set.copyOf(settings.advertiseClientUrls()).equals(Set.copyOf(before.advertiseClientUrls()));
        others.remove(LISTEN_CLIENT);
        others.remove(ADVERTISE_CLIENT);
        return listens && advertises && SettingValue.missing(others, settings).isEmpty();
    }

    private static List<ClientUrl> plaintext(EtcdSettings settings) {
        return settings.listenClientUrls().stream()
                .filter(url -> !url.isHttps())
                .toList();
    }
}
