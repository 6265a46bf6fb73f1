package dev.etcdtls.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.etcdtls.config.ConfigStyle;
import dev.etcdtls.config.VariablePrefix;
import dev.etcdtls.inventory.ConsumerEntry;
import dev.etcdtls.model.FilePath;
import dev.etcdtls.plan.ConsumerSource.Place;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Kinds of consumers by the places where their settings may stand. */
class ConsumerSourceTest {
    private static final String OWN = "/etc/systemd/system/flanneld.service.d/90-etcd-tls.conf";
    private static final VariablePrefix FLANNELD = new VariablePrefix("FLANNELD_");
    private static final String SERVERS = "--etcd-servers=http://198.51.100.11:2379";
    private static final String ENDPOINTS = "http://198.51.100.11:2379";

    private record Row(String name, ConsumerSeen seen, String found) {
        @Override
        public String toString() {
            return name;
        }
    }

    static List<Arguments> rows() {
        return List.of(
                        new Row(
                                "flags in the unit",
                                apiserver()
                                        .unit("ExecStart=/opt/kube-apiserver --v=2 \\\n  " + SERVERS)
                                        .runs("--v=2", SERVERS),
                                "flags in /etc/systemd/system/kube-apiserver.service"
                                        + " [etcd-cafile, etcd-certfile, etcd-keyfile, etcd-servers]"),
                        new Row(
                                "static overrides go along",
                                apiserver()
                                        .unit("ExecStart=/opt/kube-apiserver " + SERVERS
                                                + " --etcd-servers-overrides=/events#" + ENDPOINTS)
                                        .runs(SERVERS, "--etcd-servers-overrides=/events#" + ENDPOINTS),
                                "flags in /etc/systemd/system/kube-apiserver.service"
                                        + " [etcd-cafile, etcd-certfile, etcd-keyfile, etcd-servers, etcd-servers-overrides]"),
                        new Row(
                                "flags in a drop-in that resets the unit's",
                                apiserver()
                                        .unit("ExecStart=/opt/kube-apiserver --etcd-servers=http://h:1")
                                        .dropIn("10-own.conf", "ExecStart=\nExecStart=/opt/kube-apiserver " + SERVERS)
                                        .runs(SERVERS),
                                "flags in /etc/systemd/system/kube-apiserver.service.d/10-own.conf"
                                        + " [etcd-cafile, etcd-certfile, etcd-keyfile, etcd-servers]"),
                        new Row(
                                "flags in a variable",
                                apiserver()
                                        .unit("EnvironmentFile=x\nExecStart=/opt/kube-apiserver $KUBE_ETCD_ARGS --v=2")
                                        .environmentFile(
                                                "/etc/default/kube-apiserver", "KUBE_ETCD_ARGS=\"" + SERVERS + "\"")
                                        .runs(SERVERS, "--v=2"),
                                "flags in KUBE_ETCD_ARGS of /etc/default/kube-apiserver"
                                        + " [etcd-cafile, etcd-certfile, etcd-keyfile, etcd-servers]"),
                        new Row(
                                "a value that is a variable is the command's",
                                apiserver()
                                        .unit("ExecStart=/opt/kube-apiserver --etcd-servers=${ETCD}")
                                        .environmentFile("/etc/default/kube-apiserver", "ETCD=" + ENDPOINTS)
                                        .runs(SERVERS),
                                "flags in /etc/systemd/system/kube-apiserver.service"
                                        + " [etcd-cafile, etcd-certfile, etcd-keyfile, etcd-servers]"),
                        new Row(
                                "flags in two places",
                                apiserver()
                                        .unit("ExecStart=/opt/kube-apiserver " + SERVERS + " $KUBE_TLS")
                                        .environmentFile(
                                                "/etc/default/kube-apiserver", "KUBE_TLS=--etcd-cafile=/etc/old.crt")
                                        .runs(SERVERS, "--etcd-cafile=/etc/old.crt"),
                                "flags in /etc/systemd/system/kube-apiserver.service"
                                        + " [etcd-certfile, etcd-keyfile, etcd-servers]"
                                        + " and flags in KUBE_TLS of /etc/default/kube-apiserver [etcd-cafile]"),
                        new Row(
                                "variables in a file",
                                flanneld()
                                        .unit("EnvironmentFile=x\nExecStart=/opt/flanneld")
                                        .environmentFile(
                                                "/etc/flannel/options.env", "FLANNELD_ETCD_ENDPOINTS=" + ENDPOINTS)
                                        .runsWith("FLANNELD_ETCD_ENDPOINTS", ENDPOINTS),
                                "variables in /etc/flannel/options.env"
                                        + " [etcd-cafile, etcd-certfile, etcd-endpoints, etcd-keyfile]"),
                        new Row(
                                "a later file wins over Environment= and an earlier file",
                                flanneld()
                                        .unit("Environment=FLANNELD_ETCD_ENDPOINTS=http://h:1\nExecStart=/opt/flanneld")
                                        .environmentFile("/etc/one.env", "FLANNELD_ETCD_ENDPOINTS=http://h:2")
                                        .environmentFile("/etc/two.env", "FLANNELD_ETCD_ENDPOINTS=" + ENDPOINTS)
                                        .runsWith("FLANNELD_ETCD_ENDPOINTS", ENDPOINTS),
                                "variables in /etc/two.env [etcd-cafile, etcd-certfile, etcd-endpoints, etcd-keyfile]"),
                        new Row(
                                "Environment= of a drop-in",
                                flanneld()
                                        .vendorUnit("ExecStart=/opt/flanneld")
                                        .dropIn(
                                                "10-etcd.conf",
                                                "Environment=\"FLANNELD_ETCD_ENDPOINTS=" + ENDPOINTS + "\"")
                                        .runsWith("FLANNELD_ETCD_ENDPOINTS", ENDPOINTS),
                                "Environment= in /etc/systemd/system/flanneld.service.d/10-etcd.conf"
                                        + " [etcd-cafile, etcd-certfile, etcd-endpoints, etcd-keyfile]"),
                        new Row(
                                "a flag wins over a variable",
                                flanneld()
                                        .unit("ExecStart=/opt/flanneld -etcd-endpoints=" + ENDPOINTS)
                                        .environmentFile(
                                                "/etc/flannel/options.env", "FLANNELD_ETCD_ENDPOINTS=http://h:1")
                                        .runs("-etcd-endpoints=" + ENDPOINTS)
                                        .runsWith("FLANNELD_ETCD_ENDPOINTS", "http://h:1"),
                                "flags in /etc/systemd/system/flanneld.service"
                                        + " [etcd-cafile, etcd-certfile, etcd-endpoints, etcd-keyfile]"),
                        new Row(
                                "defaults, and a declared file that the unit reads",
                                flanneld()
                                        .unit("ExecStart=/opt/flanneld")
                                        .environmentFile("/etc/flannel/options.env", "")
                                        .declares("/etc/flannel/options.env")
                                        .runs(),
                                "variables in /etc/flannel/options.env"
                                        + " [etcd-cafile, etcd-certfile, etcd-endpoints, etcd-keyfile]"),
                        new Row(
                                "flags of a package's unit",
                                flanneld()
                                        .vendorUnit("ExecStart=/opt/flanneld --etcd-endpoints=" + ENDPOINTS)
                                        .runs("--etcd-endpoints=" + ENDPOINTS),
                                "flags in " + OWN + " (a drop-in of its own, because the file in force is a package's)"
                                        + " [etcd-cafile, etcd-certfile, etcd-endpoints, etcd-keyfile]"),
                        new Row(
                                "Environment= of a package's unit",
                                flanneld()
                                        .vendorUnit("Environment=FLANNELD_ETCD_ENDPOINTS=" + ENDPOINTS
                                                + "\nExecStart=/opt/flanneld")
                                        .runsWith("FLANNELD_ETCD_ENDPOINTS", ENDPOINTS),
                                "Environment= in " + OWN
                                        + " (a drop-in of its own, because the file in force is a package's)"
                                        + " [etcd-cafile, etcd-certfile, etcd-endpoints, etcd-keyfile]"),
                        new Row(
                                "a unit's variables go into its first declared file",
                                calico().unit("ExecStart=/opt/calico")
                                        .environmentFile("/etc/calico/etcd.env", "E=" + ENDPOINTS)
                                        .declares("/etc/calico/not-read", "/etc/calico/etcd.env")
                                        .runsWith("E", ENDPOINTS),
                                "variables in /etc/calico/etcd.env [CA, CERT, E, KEY]"),
                        new Row(
                                "without a declared file where its endpoints stand",
                                calico().unit("Environment=E=" + ENDPOINTS + "\nExecStart=/opt/calico")
                                        .runsWith("E", ENDPOINTS),
                                "Environment= in /etc/systemd/system/calico.service [CA, CERT, E, KEY]"),
                        new Row(
                                "a manifest",
                                apiserver()
                                        .manifest("spec:\n  containers:\n  - name: kube-apiserver\n    command:\n"
                                                + "    - kube-apiserver\n    - " + SERVERS + "\n    - --v=2\n")
                                        .runs(SERVERS, "--v=2"),
                                "flags in the manifest /etc/kubernetes/manifests/kube-apiserver.yaml"
                                        + " [etcd-cafile, etcd-certfile, etcd-keyfile, etcd-servers]"))
                .stream()
                .map(Arguments::of)
                .toList();
    }

    @ParameterizedTest
    @MethodSource("rows")
    void theSettingsAreFoundWhereTheyAreInForce(Row row) {
        List<String> places = row.seen().found().orThrow().places().stream()
                .map(place -> place.words() + " " + place.settings())
                .toList();

        assertThat(String.join(" and ", places)).isEqualTo(row.found());
    }

    /** The command that the package's unit has now, whole, and nothing else of it. */
    @Test
    void anOwnDropInTakesTheWholeCommandOver() {
        Place place = flanneld()
                .vendorUnit(
                        "ExecStart=/opt/flanneld --iface=eth0 \\\n  --etcd-endpoints=" + ENDPOINTS + "\nRestart=always")
                .runs("--iface=eth0", "--etcd-endpoints=" + ENDPOINTS)
                .found()
                .orThrow()
                .places()
                .getFirst();

        assertThat(place.file()).isEmpty();
        assertThat(place.style()).isEqualTo(new ConfigStyle.ExecStartFlags(new FilePath(OWN)));
        assertThat(place.edited(new TreeMap<>(Map.of("etcd-endpoints", "https://h:2379", "other", "x"))))
                .isEqualTo(
                        "[Service]\nExecStart=\nExecStart=/opt/flanneld --iface=eth0 \\\n  --etcd-endpoints=https://h:2379\n");
    }

    @Test
    void whatIsOutOfForceIsRemarked() {
        ConsumerSource source = flanneld()
                .unit("ExecStart=/opt/flanneld --etcd-endpoints=" + ENDPOINTS)
                .environmentFile("/etc/flannel/options.env", "FLANNELD_ETCD_ENDPOINTS=http://h:1")
                .runs("--etcd-endpoints=" + ENDPOINTS)
                .runsWith("FLANNELD_ETCD_ENDPOINTS", "http://h:1")
                .found()
                .orThrow();

        assertThat(source.remarks())
                .containsExactly(
                        "FLANNELD_ETCD_ENDPOINTS stands in /etc/flannel/options.env, too, where it is out of force");
    }

    @Test
    void theStyleCarriesThePrefixOfTheProgram() {
        Place place = flanneld()
                .unit("ExecStart=/opt/flanneld")
                .environmentFile("/etc/flannel/options.env", "FLANNELD_ETCD_ENDPOINTS=" + ENDPOINTS)
                .runsWith("FLANNELD_ETCD_ENDPOINTS", ENDPOINTS)
                .found()
                .orThrow()
                .places()
                .getFirst();

        assertThat(place.style())
                .isEqualTo(new ConfigStyle.EnvironmentFile(new FilePath("/etc/flannel/options.env"), FLANNELD));
        assertThat(place.edited(new TreeMap<>(Map.of("etcd-endpoints", "https://h:2379"))))
                .isEqualTo("FLANNELD_ETCD_ENDPOINTS=https://h:2379\n");
    }

    /** A unit that does not run has nothing that its files could differ from. */
    @Test
    void aUnitThatIsDownIsReadByItsFiles() {
        assertThat(flanneld()
                        .unit("ExecStart=/opt/flanneld --etcd-endpoints=" + ENDPOINTS)
                        .found()
                        .isDone())
                .isTrue();
    }

    private static ConsumerSeen apiserver() {
        return ConsumerSeen.of(ConsumerEntry.Kind.KUBE_APISERVER, "kube-apiserver", Map.of());
    }

    private static ConsumerSeen flanneld() {
        return ConsumerSeen.of(ConsumerEntry.Kind.FLANNELD, "flanneld", Map.of());
    }

    private static ConsumerSeen calico() {
        return ConsumerSeen.of(
                ConsumerEntry.Kind.UNIT,
                "calico",
                Map.of("E", "{endpoints}", "CA", "{ca}", "CERT", "{cert}", "KEY", "{key}"));
    }
}
