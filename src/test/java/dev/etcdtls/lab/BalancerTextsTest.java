package dev.etcdtls.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class BalancerTextsTest {
    private static final Map<String, String> MEMBERS = Map.of("m1", "198.51.100.11");
    private static final Map<String, String> APISERVERS = Map.of("a1", "198.51.100.21");

    @Test
    void anHttpCheckAsksTheClientPort() {
        assertThat(BalancerTexts.configuration(BalancerChoice.HTTP, MEMBERS, Map.of()))
                .contains("option httpchk GET /health", "server m1 198.51.100.11:2379 check\n")
                .doesNotContain("6443");
    }

    @Test
    void aTcpCheckAsksNothing() {
        assertThat(BalancerTexts.configuration(BalancerChoice.TCP, MEMBERS, Map.of()))
                .contains("server m1 198.51.100.11:2379 check\n")
                .doesNotContain("httpchk");
    }

    @Test
    void aMetricsCheckAsksAnotherPort() {
        assertThat(BalancerTexts.configuration(BalancerChoice.METRICS, MEMBERS, Map.of()))
                .contains("option httpchk GET /health", "server m1 198.51.100.11:2379 check port 2381\n");
    }

    @Test
    void apiserversAreAskedWhetherTheyAreReady() {
        assertThat(BalancerTexts.configuration(BalancerChoice.TCP, MEMBERS, APISERVERS))
                .contains("bind *:6443", "option httpchk GET /readyz", "server a1 198.51.100.21:6443 check check-ssl");
    }

    /** The fields of HAProxy 2.6: pxname,svname,qcur,…,status is the 18th. */
    @Test
    void statesAreThoseOfTheServersAlone() {
        String before = ",0,0,0,0,,0,0,0,,0,,0,0,0,0,";
        assertThat(BalancerTexts.states(List.of(
                        "# pxname,svname,qcur,qmax,scur,smax,slim,stot,bin,bout,dreq,dresp,ereq,econ,eresp,wretr,wredis,status,weight,",
                        "etcd,FRONTEND" + before + "OPEN,1,",
                        "etcd,m1" + before + "UP,1,",
                        "etcd,m2" + before + "DOWN 1/2,1,",
                        "etcd,BACKEND" + before + "UP,1,",
                        "")))
                .isEqualTo(Map.of("etcd/m1", "UP", "etcd/m2", "DOWN 1/2"));
    }
}
