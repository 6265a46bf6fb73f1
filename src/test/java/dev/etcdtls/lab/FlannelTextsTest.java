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

    @Test
    void dockerWantsFlanneldUnlessToldOtherwise() {
        assertThat(FlannelTexts.files("n1", URLS).get(FlannelTexts.DOCKER_DROP_IN))
                .isEqualTo("[Unit]\nWants=flanneld.service\nAfter=flanneld.service\n");
        assertThat(FlannelTexts.dockerNeeds("Requires")).contains("\nRequires=flanneld.service\n");
    }
}
