package dev.etcdtls.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.etcdtls.inventory.ConsumerEntry;
import dev.etcdtls.model.Outcome;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What keeps the tool from changing a consumer's settings, and the words for it. */
class ConsumerRefusalsTest {
    private static final String SERVERS = "--etcd-servers=http://198.51.100.11:2379";
    private static final String ENDPOINTS = "http://198.51.100.11:2379";

    private record Row(String name, ConsumerSeen seen, String said) {
        @Override
        public String toString() {
            return name;
        }
    }

    static List<Arguments> refusals() {
        return List.of(
                        new Row(
                                "nothing says it",
                                flanneld()
                                        .unit("ExecStart=/opt/flanneld")
                                        .environmentFile("/etc/x.env", "")
                                        .runs(),
                                "CONSUMER_UNSUPPORTED at consumers/c1: --etcd-endpoints was not found in"
                                        + " /etc/systemd/system/flanneld.service, /etc/x.env; "),
                        new Row(
                                "a script has the flags",
                                flanneld()
                                        .unit("ExecStart=/opt/start")
                                        .program("/opt/start")
                                        .runs("--etcd-endpoints=" + ENDPOINTS),
                                "CONSUMER_UNSUPPORTED at consumers/c1: its unit starts /opt/start, which starts"
                                        + " /opt/flanneld: flags stand there; "),
                        new Row(
                                "a change that is not in force",
                                flanneld()
                                        .unit("ExecStart=/opt/flanneld --etcd-endpoints=" + ENDPOINTS)
                                        .runs("--etcd-endpoints=http://h:1"),
                                "PENDING_CHANGES at consumers/c1: "),
                        new Row(
                                "a flag that adds up in two places",
                                apiserver()
                                        .unit("ExecStart=/opt/kube-apiserver " + SERVERS + " $MORE")
                                        .environmentFile("/etc/x.env", "MORE=" + SERVERS)
                                        .runs(SERVERS, SERVERS),
                                "CONSUMER_UNSUPPORTED at consumers/c1: --etcd-servers stands in several places"),
                        new Row(
                                "a spelling that no edit finds",
                                apiserver()
                                        .unit("ExecStart=/opt/kube-apiserver --etcd_servers=" + ENDPOINTS)
                                        .runs("--etcd_servers=" + ENDPOINTS),
                                "CONSUMER_UNSUPPORTED at consumers/c1: --etcd-servers was not found in"),
                        new Row(
                                "a shell starts it",
                                flanneld()
                                        .unit("ExecStart=/bin/sh -c 'exec /opt/flanneld --etcd-endpoints=" + ENDPOINTS
                                                + "'")
                                        .program("/bin/sh")
                                        .runs("--etcd-endpoints=" + ENDPOINTS),
                                "CONSUMER_UNSUPPORTED at consumers/c1: its unit starts /bin/sh"),
                        new Row(
                                "a file that each boot makes",
                                flanneld()
                                        .unit("ExecStart=/opt/flanneld")
                                        .vendorEnvironmentFile(
                                                "/run/flannel.env", "FLANNELD_ETCD_ENDPOINTS=" + ENDPOINTS)
                                        .runsWith("FLANNELD_ETCD_ENDPOINTS", ENDPOINTS),
                                "CONSUMER_UNSUPPORTED at consumers/c1: its settings stand in /run/flannel.env"),
                        new Row(
                                "two ways in one file",
                                flanneld()
                                        .unit("Environment=FLANNELD_ETCD_ENDPOINTS=" + ENDPOINTS
                                                + "\nExecStart=/opt/flanneld --etcd-cafile=/etc/old.crt")
                                        .runs("--etcd-cafile=/etc/old.crt")
                                        .runsWith("FLANNELD_ETCD_ENDPOINTS", ENDPOINTS),
                                "CONSUMER_UNSUPPORTED at consumers/c1: its settings stand in"
                                        + " /etc/systemd/system/flanneld.service in two ways"),
                        new Row(
                                "an editor's refusal",
                                flanneld()
                                        .unit("ExecStart=/opt/flanneld --etcd-endpoints=" + ENDPOINTS + " -- x")
                                        .runs("--etcd-endpoints=" + ENDPOINTS, "--", "x"),
                                "CONSUMER_UNSUPPORTED at /etc/systemd/system/flanneld.service: it cannot be edited safely"),
                        new Row(
                                "no etcd at all",
                                flanneld()
                                        .unit("ExecStart=/opt/flanneld --kube-subnet-mgr")
                                        .runs("--kube-subnet-mgr"),
                                "CONSUMER_UNSUPPORTED at consumers/c1: it cannot be judged: it keeps its subnets"),
                        new Row(
                                "no settings in the inventory",
                                ConsumerSeen.of(ConsumerEntry.Kind.UNIT, "calico", Map.of())
                                        .unit("ExecStart=/opt/calico")
                                        .runs(),
                                "CONSUMER_UNSUPPORTED at consumers/c1: the inventory names no settings of it"))
                .stream()
                .map(Arguments::of)
                .toList();
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void whatCannotBeToldIsRefused(Row row) {
        assertThat(row.seen().found())
                .isInstanceOfSatisfying(
                        Outcome.Refused.class,
                        refused -> assertThat(refused.problem().toString()).startsWith(row.said()));
    }

    private static ConsumerSeen apiserver() {
        return ConsumerSeen.of(ConsumerEntry.Kind.KUBE_APISERVER, "kube-apiserver", Map.of());
    }

    private static ConsumerSeen flanneld() {
        return ConsumerSeen.of(ConsumerEntry.Kind.FLANNELD, "flanneld", Map.of());
    }
}
