package dev.etcdtls.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class KubeTextsTest {
    private static final List<String> URLS = List.of("http://198.51.100.11:2379", "http://198.51.100.12:2379");
    private static final String FLAG = "--etcd-servers=http://198.51.100.11:2379,http://198.51.100.12:2379";

    @Test
    void theFirstApiserverHasItsFlagsInTheUnit() {
        Map<String, String> files = KubeTexts.files("a1", "198.51.100.21", URLS);
        assertThat(files).containsOnlyKeys(KubeTexts.UNIT_FILE);
        assertThat(KubeTexts.etcdFile("a1")).isEqualTo(KubeTexts.UNIT_FILE);
        assertThat(files.get(KubeTexts.UNIT_FILE))
                .contains("  " + FLAG + " \\\n", "--advertise-address=198.51.100.21 \\\n", "Type=notify")
                .doesNotContain("EnvironmentFile");
    }

    @Test
    void theSecondApiserverReadsThemFromAnEnvironmentFile() {
        Map<String, String> files = KubeTexts.files("a2", "198.51.100.22", URLS);
        assertThat(files).containsOnlyKeys(KubeTexts.ENVIRONMENT_FILE, KubeTexts.UNIT_FILE);
        assertThat(KubeTexts.etcdFile("a2")).isEqualTo(KubeTexts.ENVIRONMENT_FILE);
        assertThat(files.get(KubeTexts.ENVIRONMENT_FILE)).contains("KUBE_ETCD_ARGS=\"" + FLAG + "\"");
        assertThat(files.get(KubeTexts.UNIT_FILE))
                .contains("EnvironmentFile=" + KubeTexts.ENVIRONMENT_FILE, "  $KUBE_ETCD_ARGS ")
                .doesNotContain("--etcd-servers");
    }

    /** systemd ends the command at the first line without a backslash at its end. */
    @Test
    void everyLineOfTheCommandButTheLastGoesOn() {
        String unit = KubeTexts.files("a1", "198.51.100.21", URLS).getOrDefault(KubeTexts.UNIT_FILE, "");
        List<String> flags =
                unit.lines().filter(line -> line.startsWith("  --")).toList();
        assertThat(flags).hasSizeGreaterThan(10);
        assertThat(flags.subList(0, flags.size() - 1)).allMatch(line -> line.endsWith(" \\"));
        assertThat(flags.getLast()).doesNotEndWith("\\");
    }

    @Test
    void theOwnerSecuresEachStyleInItsOwnFile() {
        String flags = "--etcd-servers=https://m1:2379,https://m2:2379 --etcd-cafile=/etc/etcd-client/ca.crt"
                + " --etcd-certfile=/etc/etcd-client/client.crt --etcd-keyfile=/etc/etcd-client/client.key";
        for (String host : List.of("a1", "a2")) {
            String before = KubeTexts.files(host, "198.51.100.21", URLS).getOrDefault(KubeTexts.etcdFile(host), "");
            assertThat(KubeTexts.secured(before, List.of("https://m1:2379", "https://m2:2379")))
                    .as(host)
                    .isEqualTo(before.replace(FLAG, flags))
                    .isNotEqualTo(before);
        }
    }

    @Test
    void kubectlUsesTheOldCertificate() {
        assertThat(KubeTexts.kubeconfig("https://198.51.100.8:6443"))
                .contains("server: \"https://198.51.100.8:6443\"", "client-key: /etc/kubernetes/pki/admin.key");
    }
}
