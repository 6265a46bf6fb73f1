package dev.etcdtls.guard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.etcdtls.config.EtcdSettings;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Settings of enforce with the values from after accept, held against those of a process. */
class RevertedSettingsTest {
    private static final SortedMap<String, String> BACK = new TreeMap<>(Map.of(
            "listen-client-urls", "http://localhost:2379,https://localhost:2378",
            "advertise-client-urls", "http://localhost:2379",
            "client-cert-auth", ""));

    @Test
    void aMemberIsOpenAfterAcceptAndAtItsStart() {
        assertThat(RevertedSettings.isOpen(settings(BACK), BACK)).isTrue();
        assertThat(RevertedSettings.isOpen(settings(Map.of("listen-client-urls", "http://localhost:2379")), BACK))
                .isTrue();
    }

    /** Debian's file names neither URL: etcd has defaults, and accept writes them out. */
    @Test
    void aMemberWithTheDefaultListenersIsOpenAtItsStart() {
        assertThat(RevertedSettings.isOpen(settings(Map.of("name", "m1")), BACK))
                .isTrue();
    }

    @Test
    void anEnforcedMemberIsNotOpen() {
        assertThat(RevertedSettings.isOpen(
                        settings(Map.of(
                                "listen-client-urls", "https://localhost:2379",
                                "advertise-client-urls", "https://localhost:2379")),
                        BACK))
                .isFalse();
        assertThat(RevertedSettings.isOpen(
                        settings(Map.of(
                                "listen-client-urls",
                                "http://localhost:2379",
                                "advertise-client-urls",
                                "https://localhost:2379")),
                        BACK))
                .isFalse();
        assertThat(RevertedSettings.isOpen(settings(Map.of("client-cert-auth", "true")), BACK))
                .isFalse();
    }

    private static EtcdSettings settings(Map<String, String> values) {
        return new EtcdSettings(new TreeMap<>(values));
    }
}
