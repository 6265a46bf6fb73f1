package dev.etcdtls.adapter.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.groups.Tuple.tuple;

import dev.etcdtls.inventory.Balancer;
import dev.etcdtls.inventory.Clients;
import dev.etcdtls.inventory.ConsumerEntry;
import dev.etcdtls.inventory.FlannelSettings;
import dev.etcdtls.inventory.Inventory;
import dev.etcdtls.inventory.KubernetesSettings;
import dev.etcdtls.inventory.Moving;
import dev.etcdtls.inventory.ProxyKind;
import dev.etcdtls.inventory.ProxyLeg;
import dev.etcdtls.inventory.UnitSettings;
import dev.etcdtls.inventory.WaveSize;
import dev.etcdtls.model.Authority;
import dev.etcdtls.model.BalancerName;
import dev.etcdtls.model.FilePath;
import dev.etcdtls.model.ProblemException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the inventory says about clients of etcd beside who and where they are. */
final class ClientSectionsTest {
    private static final String SHORTEST = """
            cluster: c1
            hosts: [{name: m1, ssh: ops@198.51.100.11, member: true}]
            issuer: {kind: openbao, url: "https://b:8200", token-file: t}
            """;

    private static final String FULL = SHORTEST + """
            flannel: {canary: 2, wave: 5, pause: 10s, failures: 1}
            kubernetes: {pki: adopt, mount: k8s/prod/pki, names: [api.k8s.example, 10.96.0.1]}
            balancers:
              - {name: lb, addresses: [198.51.100.8, "fd00::8"], check: http}
              - {name: elb, addresses: [198.51.100.9], check: metrics}
            consumers:
              - {name: api1, kind: kube-apiserver, host: m1, proxy: grpc-proxy, proxy-leg: plaintext, apply: manifest, certificates: /etc/kubernetes/ssl/etcd, address: "127.0.0.1:6443"}
              - {name: n1, kind: flanneld, host: m1, dependents: wants, certificates: /etc/ssl/etcd}
              - {name: pg, kind: unit, host: m1, unit: patroni.service, apply: reload, settings: {PATRONI_ETCD3_HOSTS: "{hosts}", PATRONI_ETCD3_PROTOCOL: https, PATRONI_ETCD3_CACERT: "{ca}", PATRONI_ETCD3_CERT: "{cert}", PATRONI_ETCD3_KEY: "{key}", PATRONI_ETCD3_USE_PROXIES: "true"}}
            """;

    @Test
    void readsEverythingThatMayBeSaid() {
        Inventory inventory = InventoryReader.read(FULL, "inventory.yaml");

        assertThat(inventory.tuning().clients())
                .isEqualTo(new Clients(
                        new FlannelSettings(2, new WaveSize.Nodes(5), Duration.ofSeconds(10), 1),
                        new KubernetesSettings(
                                KubernetesSettings.Pki.ADOPT,
                                Optional.of("k8s/prod/pki"),
                                List.of("api.k8s.example", "10.96.0.1")),
                        List.of(
                                new Balancer(
                                        new BalancerName("lb"),
                                        List.of("198.51.100.8", "fd00::8"),
                                        Balancer.Check.HTTP),
                                new Balancer(
                                        new BalancerName("elb"), List.of("198.51.100.9"), Balancer.Check.METRICS))));
        assertThat(inventory.consumers())
                .extracting(consumer -> consumer.behaviour().moving())
                .containsExactly(
                        new Moving(
                                new Moving.Proxy(Optional.of(ProxyKind.GRPC_PROXY), ProxyLeg.PLAINTEXT),
                                Moving.Dependents.HOLD,
                                UnitSettings.NONE,
                                Moving.Applying.MANIFEST,
                                Optional.of(new FilePath("/etc/kubernetes/ssl/etcd")),
                                Optional.of(new Authority("127.0.0.1", 6443))),
                        new Moving(
                                Moving.DEFAULT.proxy(),
                                Moving.Dependents.WANTS,
                                UnitSettings.NONE,
                                Moving.Applying.RESTART,
                                Optional.of(new FilePath("/etc/ssl/etcd")),
                                Optional.empty()),
                        new Moving(
                                Moving.DEFAULT.proxy(),
                                Moving.Dependents.HOLD,
                                new UnitSettings(new TreeMap<>(Map.of(
                                        "PATRONI_ETCD3_HOSTS", "{hosts}",
                                        "PATRONI_ETCD3_PROTOCOL", "https",
                                        "PATRONI_ETCD3_CACERT", "{ca}",
                                        "PATRONI_ETCD3_CERT", "{cert}",
                                        "PATRONI_ETCD3_KEY", "{key}",
                                        "PATRONI_ETCD3_USE_PROXIES", "true"))),
                                Moving.Applying.RELOAD,
                                Optional.empty(),
                                Optional.empty()));
    }

    @Test
    void whatIsWrittenReadsBackTheSame() {
        Inventory full = InventoryReader.read(FULL, "inventory.yaml");
        String written = InventoryWriter.write(full, Map.of());

        assertThat(InventoryReader.read(written, "written.yaml")).isEqualTo(full);
        assertThat(written)
                .contains("\nflannel: {canary: 2, wave: 5, pause: 10s, failures: 1}\n")
                .contains("\n  - {name: lb, addresses: [\"198.51.100.8\", fd00::8], check: http}\n");
    }

    @Test
    void whatIsNotSaidHasItsDefaultAndIsNotWritten() {
        Inventory inventory = InventoryReader.read(SHORTEST + "flannel: {wave: 25%}\n", "inventory.yaml");

        assertThat(inventory.tuning().clients()).isEqualTo(Clients.DEFAULT);
        assertThat(inventory.tuning().clients().kubernetes().mountOf(inventory.cluster()))
                .isEqualTo("k8s/c1/pki");
        assertThat(InventoryWriter.write(inventory, Map.of())).doesNotContain("flannel:", "kubernetes:", "balancers:");
    }

    @ParameterizedTest
    @ValueSource(strings = {"one-member", "three-members", "extra-port"})
    void theStoredInventoriesSayNothingOfIt(String name) {
        Inventory inventory = InventoryReader.read(Path.of("plans", name, "inventory.yaml"));

        assertThat(inventory.tuning().clients()).isEqualTo(Clients.DEFAULT);
        assertThat(inventory.consumers())
                .extracting(ConsumerEntry::behaviour)
                .extracting(ConsumerEntry.Behaviour::moving)
                .containsOnly(Moving.DEFAULT);
        assertThat(InventoryWriter.write(inventory, Map.of()))
                .contains("  - {name: workload, kind: self-moving, host: w1, unit: workload.service, files:"
                        + " [/etc/default/workload]}\n")
                .doesNotContain("flannel:", "kubernetes:", "balancers:");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        flannel: {canary: 0} | 4:19 canary must be a number, found the number 0 | write one from 1 to 10000
        flannel: {canary: "1"} | 4:19 canary must be a number, found '1' | write one from 1 to 10000
        flannel: {failures: -1} | 4:21 failures must be a number, found the number -1 | write one from 0 to 10000
        flannel: {wave: 0} | 4:17 wave: expected a number like 5 or a part like 25%, found '0' | correct the value
        flannel: {wave: 101%} | 4:17 wave: expected 1% to 100%, found 101% | correct the value
        flannel: {wave: half} | 4:17 wave: expected a number like 5 or a part like 25%, found 'half' | correct the value
        flannel: {wave: [5]} | 4:17 wave must be a text, found a list | write a text
        flannel: {pause: 30} | 4:18 pause must be a duration, found the number 30 | write it like 10s, 10m or 720h
        flannel: {waves: 5} | 4:11 unknown key 'waves' in flannel | did you mean 'wave'? valid here: canary, wave, pause, failures
        flannel: 5 | 4:10 flannel must be a mapping, found the number 5 | write it as key: value lines
        kubernetes: {pki: adopted} | 4:19 pki cannot be 'adopted' | did you mean 'adopt'? valid here: keep, adopt
        kubernetes: {pki: adopt} | 4:19 pki: adopt says no names for the new certificate | add names: [...], names that no client dials today
        kubernetes: {mount: /k8s/} | 4:21 mount: expected a mount path like etcd/c1/pki, found '/k8s/' | correct the value
        kubernetes: {mount: etcd/c1} | 4:21 the mounts etcd/c1 and etcd/c1/pki lie inside one another | give Kubernetes a mount of its own, like k8s/c1/pki
        kubernetes: {mount: etcd/c1/pki} | 4:21 the mounts etcd/c1/pki and etcd/c1/pki lie inside one another | give Kubernetes a mount of its own, like k8s/c1/pki
        kubernetes: {names: ["a b"]} | 4:22 an element of names: not a DNS name or address: 'a b' | correct the value
        kubernetes: {probe: x} | 4:14 unknown key 'probe' in kubernetes | valid here: pki, mount, names
        balancers: [{name: lb, addresses: [198.51.100.8]}] | 4:13 a balancer has no 'check' | add the key 'check'
        balancers: [{name: lb, check: tcp}] | 4:13 a balancer has no 'addresses' | add the key 'addresses'
        balancers: [{name: lb, check: tcp, addresses: []}] | 4:47 a balancer has at least one address | write those from which members see it
        balancers: [{name: lb, check: tcp, addresses: [lb.example]}] | 4:48 an element of addresses: not an IP address: 'lb.example' | correct the value
        balancers: [{name: lb, check: https, addresses: [198.51.100.8]}] | 4:31 check cannot be 'https' | did you mean 'http'? valid here: http, tcp, metrics
        balancers: [{check: tcp, addresses: [198.51.100.8]}] | 4:13 a balancer has no 'name' | add the key 'name'
        balancers: [{name: a, check: tcp, addresses: [198.51.100.8]}, {name: a, check: tcp, addresses: [198.51.100.9]}] | 4:70 two balancers are called 'a' | give each its own name
        consumers: [{name: a, kind: kube-apiserver, host: m1, proxy: envoy}] | 4:62 proxy cannot be 'envoy' | valid here: haproxy, gateway, grpc-proxy, none
        consumers: [{name: a, kind: kube-apiserver, host: m1, proxy-leg: mtls}] | 4:66 proxy-leg cannot be 'mtls' | did you mean 'tls'? valid here: tls, plaintext
        consumers: [{name: a, kind: kube-apiserver, host: m1, apply: reload}] | 4:62 apply cannot be 'reload' | valid here: restart, manifest
        consumers: [{name: a, kind: kube-apiserver, host: m1, address: "0.0.0.0:6443"}] | 4:64 address: nobody can dial 0.0.0.0:6443 | correct the value
        consumers: [{name: a, kind: kube-apiserver, host: m1, address: m1}] | 4:64 address: expected host:port, found 'm1' | correct the value
        consumers: [{name: a, kind: kube-apiserver, host: m1, certificates: ssl}] | 4:69 certificates: not a plain absolute path: 'ssl' | correct the value
        consumers: [{name: a, kind: kube-apiserver, host: m1, dependents: hold}] | 4:67 dependents means nothing for a consumer of kind kube-apiserver | take it away; it is for flanneld
        consumers: [{name: a, kind: flanneld, host: m1, dependents: require}] | 4:61 dependents cannot be 'require' | valid here: hold, wants
        consumers: [{name: a, kind: flanneld, host: m1, proxy: none}] | 4:56 proxy means nothing for a consumer of kind flanneld | take it away; it is for kube-apiserver
        consumers: [{name: a, kind: flanneld, host: m1, apply: restart}] | 4:56 apply means nothing for a consumer of kind flanneld | take it away; it is for kube-apiserver, unit
        consumers: [{name: a, kind: self-moving, host: m1, certificates: /c}] | 4:66 certificates: /c is no folder of a consumer's own | name one like /etc/etcd-client/a
        consumers: [{name: a, kind: flanneld, host: m1, certificates: /etc/etcd/tls/a}] | 4:63 certificates: /etc/etcd/tls/a and /etc/etcd/tls, which etcd-tls keeps for itself, lie inside one another | name another folder
        consumers: [{name: a, kind: flanneld, host: m1}, {name: b, kind: self-moving, host: m1, certificates: /etc/etcd-client/a}] | 4:103 the certificates of a and b on m1 lie inside one another: /etc/etcd-client/a, /etc/etcd-client/a | give each consumer a folder of its own
        consumers: [{name: peer.c1.etcd, kind: flanneld, host: m1}] | 4:20 'peer.c1.etcd' begins like the name by which members recognise each other | call the consumer something else: its certificate carries the name, and no client gets one with peer.
        consumers: [{name: a, kind: unit, host: m1, unit: a.service, apply: manifest}] | 4:69 apply cannot be 'manifest' | valid here: restart, reload
        consumers: [{name: a, kind: unit, host: m1, unit: a.service, settings: {}}] | 4:72 settings is empty | name {endpoints} or {hosts}, {ca}, {cert} and {key}, once each
        consumers: [{name: a, kind: unit, host: m1, unit: a.service, settings: [A]}] | 4:72 settings must be a mapping, found a list | write it as key: value lines
        consumers: [{name: a, kind: unit, host: m1, unit: a.service, settings: {A: 1}}] | 4:76 A must be a text, found the number 1 | put it in quotes if it is meant as a text
        consumers: [{name: a, kind: unit, host: m1, unit: a.service, settings: {A: x, A: y}}] | 4:79 the key 'A' stands twice in settings | keep one of the two
        consumers: [{name: a, kind: unit, host: m1, unit: a.service, settings: {A: "{endpoints}", C: "{ca}", K: "{key}"}}] | 4:72 settings: the settings name no {cert} | name {endpoints} or {hosts}, {ca}, {cert} and {key}, once each
        """)
    void refusesWithThePlaceAndTheWayOut(String line, String problem, String next) {
        assertThat(catchThrowableOfType(
                                ProblemException.class,
                                () -> InventoryReader.read(SHORTEST + line + "\n", "inventory.yaml"))
                        .problems())
                .extracting(
                        found -> found.address().replace("inventory.yaml:", "") + " " + found.summary(),
                        found -> found.nextAction())
                .containsExactly(tuple(problem, next));
    }
}
