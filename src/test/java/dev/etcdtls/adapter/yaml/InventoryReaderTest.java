package dev.etcdtls.adapter.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.etcdtls.inventory.CensusTimes;
import dev.etcdtls.inventory.ConsumerEntry;
import dev.etcdtls.inventory.HostEntry;
import dev.etcdtls.inventory.Inventory;
import dev.etcdtls.inventory.IssuerSettings;
import dev.etcdtls.inventory.Ports;
import dev.etcdtls.inventory.Reach;
import dev.etcdtls.inventory.SshAddress;
import dev.etcdtls.model.Authority;
import dev.etcdtls.model.ClusterName;
import dev.etcdtls.model.ConsumerName;
import dev.etcdtls.model.ErrorCode;
import dev.etcdtls.model.FilePath;
import dev.etcdtls.model.HostName;
import dev.etcdtls.model.Problem;
import dev.etcdtls.model.ProblemException;
import dev.etcdtls.model.UnitName;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class InventoryReaderTest {
    private static final String SHORTEST = """
            cluster: c1
            hosts: [{name: m1, ssh: ops@198.51.100.11, member: true}]
            issuer: {kind: local}
            """;

    private static final String FULL = """
            cluster: c1
            hosts:
              - {name: m1, ssh: ops@198.51.100.11:22, member: true}
              - {name: a1, ssh: ops@api.example:2222}
            reach: direct
            issuer:
              kind: openbao
              url: https://bao.example:8200/
              ca-file: bao-ca.pem
              token-file: token
              mount: etcd/c1/pki
              role: member
              keys: issuer-born
              ttl: 24h
            client-names: [etcd.example]
            consumers:
              - {name: api1, kind: kube-apiserver, host: a1, unit: kube-apiserver.service, files: [/etc/kube.yaml], ready: "true", syncs-endpoints: true}
              - {name: w1, kind: self-moving, host: a1}
            keep-plaintext: ["127.0.0.1:2379"]
            ports: {extra: 3378, rehearsal: [13379, 13380], metrics: 3381, proxy: 3382}
            census: {quiet: 10s, wait: 5m}
            """;

    private static final Inventory FULL_INVENTORY = new Inventory(
            new ClusterName("c1"),
            List.of(
                    new HostEntry(new HostName("m1"), new SshAddress("ops", "198.51.100.11", 22), true),
                    new HostEntry(new HostName("a1"), new SshAddress("ops", "api.example", 2222), false)),
            new IssuerSettings.Vault(
                    IssuerSettings.Product.OPENBAO,
                    URI.create("https://bao.example:8200"),
                    Optional.of("bao-ca.pem"),
                    "token",
                    new IssuerSettings.Pki(
                            "etcd/c1/pki", "member", IssuerSettings.KeyOrigin.ISSUER_BORN, Duration.ofHours(24))),
            List.of(
                    new ConsumerEntry(
                            new ConsumerName("api1"),
                            ConsumerEntry.Kind.KUBE_APISERVER,
                            new HostName("a1"),
                            Optional.of(new UnitName("kube-apiserver.service")),
                            List.of(new FilePath("/etc/kube.yaml")),
                            new ConsumerEntry.Behaviour(Optional.of("true"), true)),
                    new ConsumerEntry(
                            new ConsumerName("w1"),
                            ConsumerEntry.Kind.SELF_MOVING,
                            new HostName("a1"),
                            Optional.empty(),
                            List.of(),
                            new ConsumerEntry.Behaviour(Optional.empty(), false))),
            new Inventory.Names(List.of("etcd.example"), List.of(new Authority("127.0.0.1", 2379))),
            new Inventory.Tuning(
                    Reach.DIRECT,
                    new Ports(3378, 13_379, 13_380, 3381, 3382),
                    new CensusTimes(Duration.ofSeconds(10), Duration.ofMinutes(5))));

    @Test
    void readsEverythingThatMayBeSaid() {
        assertThat(InventoryReader.read(FULL, "inventory.yaml")).isEqualTo(FULL_INVENTORY);
    }

    @Test
    void whatIsNotSaidHasItsDefault() {
        Inventory inventory = InventoryReader.read(SHORTEST, "inventory.yaml");

        assertThat(inventory.tuning()).isEqualTo(new Inventory.Tuning(Reach.SSH, Ports.DEFAULT, CensusTimes.DEFAULT));
        assertThat(inventory.issuer())
                .isEqualTo(new IssuerSettings.Local(Duration.ofHours(720), IssuerSettings.KeyOrigin.HOST_BORN));
        assertThat(inventory.hosts().getFirst().ssh().port()).isEqualTo(22);
    }

    @Test
    void whatIsWrittenReadsBackTheSame() {
        String full = InventoryWriter.write(FULL_INVENTORY, Map.of("hosts", "etcd 3.5.16\nseen today"));
        Inventory shortest = InventoryReader.read(SHORTEST, "inventory.yaml");

        assertThat(full).contains("# etcd 3.5.16\n# seen today\nhosts:\n");
        assertThat(InventoryReader.read(full, "written.yaml")).isEqualTo(FULL_INVENTORY);
        assertThat(InventoryReader.read(InventoryWriter.write(shortest, Map.of()), "written.yaml"))
                .isEqualTo(shortest);
    }

    static List<Arguments> refusals() {
        String host = "{name: m1, ssh: ops@198.51.100.11, member: true}";
        String bao = "{kind: openbao, url: \"https://b:8200\", token-file: t}";
        return List.of(
                row(
                        "cluster: c1",
                        "clutser: c1",
                        "1:1 unknown key 'clutser' in the inventory",
                        "1:1 the inventory has no 'cluster'"),
                row("kind: local", "kind: local, url: \"https://b\"", "3:23 unknown key 'url' in issuer"),
                row("cluster: c1", "cluster: c1\ncluster: c2", "2:1 the key 'cluster' stands twice in the inventory"),
                row("cluster: c1", "cluster: 12", "1:10 cluster must be a text, found the number 12"),
                row("cluster: c1", "cluster: [c1]", "1:10 cluster must be a text, found a list"),
                row("cluster: c1", "cluster: C_1", "1:10 cluster: not a cluster name ([a-z0-9-], at most 40): 'C_1'"),
                row(
                        "cluster: c1",
                        "cluster: &a c1",
                        "1:10 anchors and aliases are not read (&a)",
                        "1:1 the inventory has no 'cluster'"),
                row("hosts: [" + host + "]", "", "1:1 the inventory has no 'hosts'"),
                row("hosts: [" + host + "]", "hosts: m1", "2:8 hosts must be a list, found 'm1'"),
                row(
                        host,
                        host + ", m2",
                        "2:59 a host must be a mapping, found 'm2'",
                        "2:59 a host has no 'name'",
                        "2:59 a host has no 'ssh'"),
                row(", ssh: ops@198.51.100.11", "", "2:9 a host has no 'ssh'"),
                row("ops@198.51.100.11", "198.51.100.11", "2:25 ssh: expected user@host[:port], found '198.51.100.11'"),
                row("member: true", "member: \"yes\"", "2:52 member must be true or false, found 'yes'"),
                row("member: true", "member: false", "2:8 no host carries a member"),
                row(host, host + ", {name: m1, ssh: ops@b}", "2:66 two hosts are called 'm1'"),
                row(
                        host,
                        host + ", {name: m2, ssh: ops@198.51.100.11}",
                        "2:75 two hosts have the address ops@198.51.100.11:22"),
                row("issuer: {kind: local}", "", "1:1 the inventory has no 'issuer'"),
                row("{kind: local}", "{}", "3:9 issuer has no 'kind'"),
                row("kind: local", "kind: locale", "3:16 kind cannot be 'locale'"),
                row("{kind: local}", bao.replace("token-file: t", "ttl: 1h"), "3:9 issuer has no 'token-file'"),
                row(
                        "{kind: local}",
                        bao.replace("https://b:8200", "b:8200"),
                        "3:30 url: expected https://host:port, found 'b:8200'"),
                row(
                        "{kind: local}",
                        bao.replace("}", ", mount: /x/}"),
                        "3:70 mount: expected a mount path like etcd/c1/pki, found '/x/'"),
                row("kind: local", "kind: local, ttl: 720", "3:28 ttl must be a duration, found the number 720"),
                row("kind: local", "kind: local, ttl: 0h", "3:28 ttl must be a duration, found '0h'"),
                row("kind: local", "kind: local, keys: here", "3:29 keys cannot be 'here'"),
                more("reach: proxy", "4:8 reach cannot be 'proxy'"),
                more("client-names: [\"a b\"]", "4:16 an element of client-names: not a DNS name or address: 'a b'"),
                more(
                        "keep-plaintext: [\"10.0.0.1:2379\"]",
                        "4:18 an element of keep-plaintext: only a loopback listener may stay plaintext, not 10.0.0.1:2379"),
                more(
                        "keep-plaintext: [\"127.0.0.1\"]",
                        "4:18 an element of keep-plaintext: expected host:port, found '127.0.0.1'"),
                more("ports: {extra: \"2378\"}", "4:16 extra must be a port, found '2378'"),
                more("ports: {extra: 70000}", "4:16 extra must be a port, found the number 70000"),
                more("ports: {extra: 2381}", "4:8 two of the ports are the same: [2381, 12379, 12380, 2381, 2382]"),
                more("ports: {rehearsal: [1]}", "4:20 rehearsal must have two ports"),
                more("census: {quiet: soon}", "4:17 quiet must be a duration, found 'soon'"),
                more("census: {quiet: 1h}", "4:9 wait is shorter than quiet"),
                more("consumers: [{name: a, kind: flanneld, host: m2}]", "4:45 no host is called 'm2'"),
                more("consumers: [{name: a, kind: flannel, host: m1}]", "4:29 kind cannot be 'flannel'"),
                more("consumers: [{name: a, kind: unit, host: m1}]", "4:13 a consumer has no 'unit'"),
                more(
                        "consumers: [{name: a, kind: flanneld, host: m1, unit: etcd}]",
                        "4:55 unit: not a unit name with its suffix: 'etcd'"),
                more(
                        "consumers: [{name: a, kind: flanneld, host: m1, files: [etc]}]",
                        "4:57 an element of files: not a plain absolute path: 'etc'"),
                more(
                        "consumers: [{name: a, kind: flanneld, host: m1}, {name: a, kind: flanneld, host: m1}]",
                        "4:57 two consumers are called 'a'"),
                more("reach: [", "5:1 not YAML: "),
                more("x: *nowhere", "4:4 not YAML: found undefined alias nowhere"));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void refusesWithThePlace(String text, List<String> expected) {
        List<String> found = problems(text).stream()
                .peek(problem -> assertThat(problem.code()).isEqualTo(ErrorCode.INVENTORY_INVALID))
                .map(problem -> problem.address().replace("inventory.yaml:", "") + " " + problem.summary())
                .toList();

        assertThat(found).hasSameSizeAs(expected);
        for (int i = 0; i < expected.size(); i++) {
            assertThat(found.get(i)).startsWith(expected.get(i));
        }
    }

    @Test
    void namesTheNearestValidKey() {
        assertThat(problems(SHORTEST + "concumers: []\n"))
                .containsExactly(new Problem(
                        ErrorCode.INVENTORY_INVALID,
                        "inventory.yaml:4:1",
                        "unknown key 'concumers' in the inventory",
                        "did you mean 'consumers'? valid here: cluster, hosts, reach, issuer, client-names, consumers,"
                                + " flannel, kubernetes, balancers, keep-plaintext, ports, census"));
    }

    @Test
    void aMissingOrEmptyFileSaysHowToGetOne() {
        assertThat(problems("# nothing\n").getFirst().nextAction()).isEqualTo("write one with: etcd-tls init");
        ProblemException missing = catchThrowableOfType(
                ProblemException.class, () -> InventoryReader.read(Path.of("target/no-such-inventory.yaml")));
        assertThat(missing.problems().getFirst().toString())
                .isEqualTo("INVENTORY_INVALID at target/no-such-inventory.yaml: there is no such file; write one with:"
                        + " etcd-tls init");
    }

    private static List<Problem> problems(String text) {
        return catchThrowableOfType(ProblemException.class, () -> InventoryReader.read(text, "inventory.yaml"))
                .problems();
    }

    private static Arguments row(String from, String to, String... problems) {
        return Arguments.of(SHORTEST.replace(from, to).stripLeading(), List.of(problems));
    }

    private static Arguments more(String line, String... problems) {
        return Arguments.of(SHORTEST + line + "\n", List.of(problems));
    }
}
