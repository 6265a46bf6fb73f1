package dev.etcdtls.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FlannelTextsTest {
    private static final List<String> URLS = List.of("http://198.51.100.11:2379", "http://198.51.100.12:2379");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "n1|/etc/flannel/options.env|FLANNELD_ETCD_ENDPOINTS=",
                "n2|/etc/systemd/system/flanneld.service.d/10-etcd.conf|Environment=\"FLANNELD_IFACE=eth0\" \"FLANNELD_ETCD_ENDPOINTS=",
                "n3|/etc/systemd/system/flanneld.service|--etcd-endpoints=",
                "n4|/etc/flannel/options.env|FLANNELD_ETCD_ENDPOINTS="
            })
    void eachNodeSaysWhereEtcdIsInOneFileOfItsOwnStyle(String node, String file, String setting) {
        Map<String, String> files = FlannelTexts.files(node, URLS);
        String wanted = setting + String.join(",", URLS);
        assertThat(FlannelTexts.etcdFile(node)).isEqualTo(file);
        assertThat(files.entrySet().stream().filter(each -> each.getValue().contains("198.51.100.11")))
                .singleElement()
                .satisfies(each -> {
                    assertThat(each.getKey()).isEqualTo(file);
                    assertThat(each.getValue()).contains(wanted);
                });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "n1|FLANNELD_ETCD_CAFILE=/etc/etcd-client/ca.crt~FLANNELD_ETCD_CERTFILE=/etc/etcd-client/client.crt~FLANNELD_ETCD_ENDPOINTS=https://m1:2379,https://m2:2379~FLANNELD_ETCD_KEYFILE=/etc/etcd-client/client.key~",
                "n2|\"FLANNELD_IFACE=eth0\" \"FLANNELD_ETCD_CAFILE=/etc/etcd-client/ca.crt\" \"FLANNELD_ETCD_CERTFILE=/etc/etcd-client/client.crt\" \"FLANNELD_ETCD_ENDPOINTS=https://m1:2379,https://m2:2379\" \"FLANNELD_ETCD_KEYFILE=/etc/etcd-client/client.key\"~",
                "n3|--iface=eth0 --etcd-cafile=/etc/etcd-client/ca.crt --etcd-certfile=/etc/etcd-client/client.crt --etcd-endpoints=https://m1:2379,https://m2:2379 --etcd-keyfile=/etc/etcd-client/client.key~"
            })
    void theOwnerSecuresEachStyleInItsOwnFile(String node, String wanted) {
        String before = FlannelTexts.files(node, URLS).getOrDefault(FlannelTexts.etcdFile(node), "");
        String after = FlannelTexts.secured(node, before, List.of("https://m1:2379", "https://m2:2379"));
        assertThat(after).contains(wanted.replace('~', '\n')).doesNotContain("http://");
    }

    @Test
    void dockerWantsFlanneldUnlessToldOtherwise() {
        assertThat(FlannelTexts.files("n1", URLS).get(FlannelTexts.DOCKER_DROP_IN))
                .isEqualTo("[Unit]\nWants=flanneld.service\nAfter=flanneld.service\n");
        assertThat(FlannelTexts.dockerNeeds("Requires")).contains("\nRequires=flanneld.service\n");
    }
}
