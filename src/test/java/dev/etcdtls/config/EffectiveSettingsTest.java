package dev.etcdtls.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class EffectiveSettingsTest {
    @Test
    void flagsComeBeforeVariables() {
        List<String> arguments = List.of("/usr/bin/etcd", "--name=m1", "-data-dir", "/d", "--name", "m2");
        Map<String, String> environment =
                Map.of("ETCD_NAME", "m3", "ETCD_LOG_LEVEL", "debug", "ETCD_SNAPSHOT_COUNT", "", "HOME", "/root");

        assertThat(EffectiveSettings.of(arguments, environment).values())
                .containsExactly(Map.entry("data-dir", "/d"), Map.entry("log-level", "debug"), Map.entry("name", "m2"));
        assertThat(EffectiveSettings.conflicts(arguments, environment)).containsExactly("name");
    }

    @Test
    void switchesStandAlone() {
        assertThat(EffectiveSettings.of(
                                List.of("--client-cert-auth", "--peer-client-cert-auth=false", "--name", "m1"),
                                Map.of())
                        .values())
                .containsExactly(
                        Map.entry("client-cert-auth", "true"),
                        Map.entry("name", "m1"),
                        Map.entry("peer-client-cert-auth", "false"));
    }

    @Test
    void aConfigurationFileTakesEverythingElseOutOfForce() {
        assertThat(EffectiveSettings.of(List.of("etcd", "--config-file=/etc/etcd.yml", "--name=m1"), Map.of())
                        .values())
                .containsExactly(Map.entry("config-file", "/etc/etcd.yml"));
        assertThat(EffectiveSettings.configFile(List.of("etcd"), Map.of("ETCD_CONFIG_FILE", "/e")))
                .contains("/e");
    }
}
