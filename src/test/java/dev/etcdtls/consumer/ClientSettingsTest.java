package dev.etcdtls.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.etcdtls.inventory.ConsumerEntry;
import dev.etcdtls.inventory.Moving;
import dev.etcdtls.inventory.UnitSettings;
import dev.etcdtls.model.Authority;
import dev.etcdtls.model.ConsumerName;
import dev.etcdtls.model.EtcdVersion;
import dev.etcdtls.model.FilePath;
import dev.etcdtls.model.HostName;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ClientSettingsTest {
    private static final String FILES =
            " --etcd-cafile=/p/ca.crt --etcd-certfile=/p/client.crt --etcd-keyfile=/p/client.key";
    private static final String KUBERNETES =
            "/usr/local/bin/kube-apiserver --allow-privileged --service-cluster-ip-range=10.96.0.0/24 ";

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        --etcd-servers=http://10.0.0.1:2379,http://10.0.0.2:2379 | PLAINTEXT | speaks plaintext: no endpoint is https
        --etcd-servers http://10.0.0.1:2379 | PLAINTEXT | speaks plaintext: no endpoint is https
        --etcd_servers=http://10.0.0.1:2379 | PLAINTEXT | speaks plaintext: no endpoint is https
        --etcd-servers=https://10.0.0.1:2379,https://10.0.0.2:2379 FILES | TLS | speaks TLS with a client certificate: every endpoint is https
        --etcd-servers=https://[fd00::1]:2379/ FILES | TLS | speaks TLS with a client certificate: every endpoint is https
        --etcd-servers=https://10.0.0.1:2379 | HALF_TLS | speaks TLS without a CA, a certificate and a key
        --etcd-servers=https://10.0.0.1:2379 --etcd-cafile=/p/ca.crt | HALF_TLS | speaks TLS without a certificate and a key
        --etcd-servers=https://10.0.0.1:2379 --etcd-certfile=/c --etcd-keyfile=/k | HALF_TLS | speaks TLS without a CA
        --etcd-servers=https://10.0.0.1:2379 --etcd-certfile=/c --etcd-cafile=/p/ca.crt | HALF_TLS | speaks TLS without a key
        --etcd-servers=http://10.0.0.1:2379 --etcd-cafile=/p/ca.crt | HALF_TLS | speaks plaintext although a CA is set: no endpoint is https, and a certificate and a key are missing
        --etcd-servers=http://10.0.0.1:2379 FILES | HALF_TLS | speaks plaintext although a CA, a certificate and a key are set: no endpoint is https
        --etcd-servers=http://10.0.0.1:2379,https://10.0.0.2:2379 FILES | MIXED | speaks plaintext with every endpoint: its list holds http and https, and the first, http://10.0.0.1:2379, decides for all
        --etcd-servers=https://10.0.0.1:2379,http://10.0.0.2:2379 FILES | MIXED | speaks TLS with every endpoint: its list holds http and https, and the first, https://10.0.0.1:2379, decides for all
        --etcd-servers=https://10.0.0.1:2379 --etcd-servers=http://10.0.0.2:2379 FILES | MIXED | speaks TLS with every endpoint: its list holds http and https, and the first, https://10.0.0.1:2379, decides for all
        --etcd-servers=https://10.0.0.1:2379 --etcd-cafile=/old --etcd-cafile= --etcd-certfile=/c --etcd-keyfile=/k | HALF_TLS | speaks TLS without a CA
        --etcd-servers=https://10.0.0.1:2379 FILES --etcd-servers-overrides=/events#http://10.0.0.9:2379 | MIXED | speaks TLS, but not for /events: --etcd-servers-overrides says /events#http://10.0.0.9:2379
        --etcd-servers=https://10.0.0.1:2379 FILES --etcd-servers-overrides=/events#https://10.0.0.9:2379;http://10.0.0.8:2379 | MIXED | speaks TLS, but not for /events: --etcd-servers-overrides says /events#https://10.0.0.9:2379;http://10.0.0.8:2379
        --etcd-servers=https://10.0.0.1:2379 FILES --etcd-servers-overrides=/events#https://10.0.0.9:2379,apps/deployments#https://10.0.0.8:2379 | TLS | speaks TLS with a client certificate: every endpoint is https
        --etcd-servers=https://10.0.0.1:2379 FILES --etcd-servers-overrides=events#http://10.0.0.9:2379 | UNKNOWN | cannot be judged: its --etcd-servers-overrides: expected group/resource#server;server, found 'events#http://10.0.0.9:2379'
        --etcd-servers=unix:///run/etcd.sock FILES | UNKNOWN | cannot be judged: its endpoint 'unix:///run/etcd.sock' is neither http nor https
        --etcd-servers=https://10.0.0.1:2379 --etcd-cafile=pki/ca.crt --etcd-certfile=/c --etcd-keyfile=/k | UNKNOWN | cannot be judged: its --etcd-cafile 'pki/ca.crt' is not a plain absolute path
        --etcd-servers=http://10.0.0.1:2379 --storage-backend=etcd2 | UNKNOWN | cannot be judged: it stores in etcd's v2 data (--storage-backend=etcd2)
        --v=2 | UNKNOWN | cannot be judged: it has no --etcd-servers
        --v=2 -- --etcd-servers=http://10.0.0.1:2379 | UNKNOWN | cannot be judged: it has no --etcd-servers
        """)
    void saysWhatKubeApiserverSpeaks(String flags, Speech speech, String words) {
        ClientSettings settings = ClientSettings.ofKubeApiserver(words(KUBERNETES + flags.replace(" FILES", FILES)));

        assertThat(settings.words()).isEqualTo(words);
        assertThat(settings.speech()).isEqualTo(speech);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        /hyperkube apiserver --etcd-servers=http://10.0.0.1:2379 | PLAINTEXT
        /usr/bin/hyperkube kube-apiserver --etcd-servers=http://10.0.0.1:2379 | PLAINTEXT
        /hyperkube kubelet --etcd-servers=http://10.0.0.1:2379 | UNKNOWN
        /bin/sh -c kube-apiserver --etcd-servers=http://10.0.0.1:2379 | UNKNOWN
        /usr/local/bin/k3s server --etcd-servers=http://10.0.0.1:2379 | UNKNOWN
        """)
    void knowsWhetherItIsAnApiserver(String line, Speech speech) {
        assertThat(ClientSettings.ofKubeApiserver(words(line)).speech()).isEqualTo(speech);
    }

    @Test
    void aProcessWithoutACommandLineIsNotJudged() {
        assertThat(ClientSettings.ofKubeApiserver(List.of()).words())
                .isEqualTo("cannot be judged: its process shows no command line");
    }

    @Test
    void keepsWhatAMoveWantsToKnow() {
        ClientSettings settings = ClientSettings.ofKubeApiserver(words(KUBERNETES
                + "--etcd-servers http://10.0.0.1:2379, --advertise-address=198.51.100.21 --secure-port 6443 --etcd-prefix=/k8s"
                + FILES));

        assertThat(settings.endpoints()).containsExactly(new Endpoint("http://10.0.0.1:2379"));
        assertThat(settings.files())
                .isEqualTo(ClientFiles.of(
                        new FilePath("/p/ca.crt"), new FilePath("/p/client.crt"), new FilePath("/p/client.key")));
        assertThat(settings.others())
                .containsExactly(
                        Map.entry("advertise-address", "198.51.100.21"),
                        Map.entry("etcd-prefix", "/k8s"),
                        Map.entry("secure-port", "6443"));
    }

    @Test
    void anOverrideOfAnotherClusterIsNotThisMoves() {
        ClientSettings settings = ClientSettings.ofKubeApiserver(words(KUBERNETES
                + "--etcd-servers=https://10.0.0.1:2379" + FILES
                + " --etcd-servers-overrides=/events#http://10.9.9.9:2379,/leases#http://10.0.0.2:4001"));

        assertThat(settings.towards(List.of(new Authority("10.0.0.1", 2379))).speech())
                .isEqualTo(Speech.TLS);
        assertThat(settings.towards(List.of(new Authority("10.0.0.1", 2379), new Authority("10.0.0.2", 2379)))
                        .words())
                .contains("but not for /leases");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        --etcd-servers=http://kube:hunter2@10.0.0.1:2379,https://10.0.0.2:2379
        --etcd-servers=ldap://kube:hunter2@10.0.0.1:2379
        --etcd-servers=https://10.0.0.1:2379 --etcd-servers-overrides=/events#http://kube:hunter2@10.0.0.9:2379
        --etcd-servers=https://10.0.0.1:2379 --etcd-servers-overrides=events#http://kube:hunter2@10.0.0.9:2379
        """)
    void nobodysPasswordIsTold(String flags) {
        ClientSettings settings = ClientSettings.ofKubeApiserver(words(KUBERNETES + flags));

        assertThat(settings.words()).contains("://***@10.0.0.").doesNotContain("hunter2");
        assertThat(settings.toString()).doesNotContain("hunter2");
    }

    @ParameterizedTest
    @CsvSource({
        "http://10.0.0.1:2379, 10.0.0.1", "https://[fd00::1]:2379/, [fd00::1]", "10.0.0.1:2379, 10.0.0.1",
        "http://etcd.example, etcd.example", "http://u:p@etcd.example:2379/x?y, etcd.example", "[::1]:2379, [::1]",
    })
    void anEndpointLeadsToAHost(String text, String host) {
        assertThat(new Endpoint(text).host()).contains(host);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
        - | - | PLAINTEXT | speaks plaintext: no endpoint is https
        - | FLANNELD_ETCD_ENDPOINTS=http://10.0.0.1:2379 | PLAINTEXT | speaks plaintext: no endpoint is https
        - | FLANNELD_ETCD_ENDPOINTS=https://10.0.0.1:2379 FLANNELD_ETCD_CAFILE=/ca FLANNELD_ETCD_CERTFILE=/c FLANNELD_ETCD_KEYFILE=/k | TLS | speaks TLS with a client certificate: every endpoint is https
        --etcd-endpoints=http://10.0.0.1:2379 | FLANNELD_ETCD_ENDPOINTS=https://10.0.0.1:2379 FLANNELD_ETCD_CAFILE=/ca FLANNELD_ETCD_CERTFILE=/c FLANNELD_ETCD_KEYFILE=/k | HALF_TLS | speaks plaintext although a CA, a certificate and a key are set: no endpoint is https
        -etcd-endpoints https://10.0.0.1:2379 --ip-masq -etcd-cafile=/ca -etcd-certfile=/c -etcd-keyfile=/k | - | TLS | speaks TLS with a client certificate: every endpoint is https
        --etcd-endpoints=http://10.0.0.1:2379 --etcd-endpoints=https://10.0.0.1:2379 | FLANNELD_ETCD_CAFILE=/ca FLANNELD_ETCD_CERTFILE=/c FLANNELD_ETCD_KEYFILE=/k | TLS | speaks TLS with a client certificate: every endpoint is https
        --etcd-cafile= | FLANNELD_ETCD_ENDPOINTS=https://10.0.0.1:2379 FLANNELD_ETCD_CAFILE=/ca FLANNELD_ETCD_CERTFILE=/c FLANNELD_ETCD_KEYFILE=/k | HALF_TLS | speaks TLS without a CA
        - | FLANNELD_ETCD_ENDPOINTS=http://10.0.0.1:2379 FLANNELD_ETCD_CAFILE=/ca | HALF_TLS | speaks plaintext although a CA is set: no endpoint is https, and a certificate and a key are missing
        - | FLANNELD_ETCD_ENDPOINTS=https://10.0.0.1:2379 FLANNELD_ETCD_CAFILE=/ca | HALF_TLS | does not get through: its endpoints are https, and without both certificate and key flanneld sets up no TLS of its own and ignores the CA
        - | FLANNELD_ETCD_ENDPOINTS=https://10.0.0.1:2379 | HALF_TLS | does not get through: its endpoints are https, and without both certificate and key flanneld sets up no TLS of its own
        - | FLANNELD_ETCD_ENDPOINTS=10.0.0.1:2379 FLANNELD_ETCD_CAFILE=/ca FLANNELD_ETCD_CERTFILE=/c | HALF_TLS | speaks plaintext although a CA and a certificate are set: no endpoint is https, and a key is missing
        - | FLANNELD_ETCD_ENDPOINTS=http://10.0.0.1:2379,https://10.0.0.2:2379 | MIXED | speaks plaintext with every endpoint: its list holds http and https, and the first, http://10.0.0.1:2379, decides for all
        --kube-subnet-mgr | - | UNKNOWN | cannot be judged: it keeps its subnets in Kubernetes (--kube-subnet-mgr) and talks to no etcd
        --kube-subnet-mgr=false | FLANNELD_KUBE_SUBNET_MGR=true | PLAINTEXT | speaks plaintext: no endpoint is https
        - | FLANNELD_KUBE_SUBNET_MGR=true | UNKNOWN | cannot be judged: it keeps its subnets in Kubernetes (--kube-subnet-mgr) and talks to no etcd
        - | FLANNELD_ETCD_KEYFILE=key.pem | UNKNOWN | cannot be judged: its FLANNELD_ETCD_KEYFILE 'key.pem' is not a plain absolute path
        """)
    void saysWhatFlanneldSpeaks(String flags, String environment, Speech speech, String words) {
        ClientSettings settings = ClientSettings.ofFlanneld(
                words("/usr/local/bin/flanneld --iface eth0 " + (flags == null ? "" : flags)), variables(environment));

        assertThat(settings.words()).isEqualTo(words);
        assertThat(settings.speech()).isEqualTo(speech);
    }

    @Test
    void flanneldHasDefaults() {
        ClientSettings settings = ClientSettings.ofFlanneld(List.of("/opt/bin/flanneld"), Map.of());

        assertThat(settings.endpoints())
                .containsExactly(new Endpoint("http://127.0.0.1:4001"), new Endpoint("http://127.0.0.1:2379"));
        assertThat(settings.others())
                .containsExactly(
                        Map.entry("etcd-prefix", "/coreos.com/network"),
                        Map.entry("subnet-file", "/run/flannel/subnet.env"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        etcdctl get /a | 3.5.16 | ETCDCTL_3 | PLAINTEXT
        etcdctl get /a | 3.3.25 | ETCDCTL_2 | PLAINTEXT
        ETCDCTL_API=3 etcdctl get /a | 3.3.25 | ETCDCTL_3 | PLAINTEXT
        env ETCDCTL_API=2 /usr/bin/etcdctl get /a | 3.5.16 | ETCDCTL_2 | PLAINTEXT
        ETCDCTL_API=4 etcdctl get /a | 3.5.16 | ETCDCTL_3 | UNKNOWN
        etcdctl --endpoints 10.0.0.1:2379 --cacert=/ca --cert=/c --key=/k get /a | 3.5.16 | ETCDCTL_3 | TLS
        etcdctl --endpoints=10.0.0.1:2379 get /a --cacert=/ca --cert=/c --key /k | 3.5.16 | ETCDCTL_3 | TLS
        etcdctl --endpoints=10.0.0.1:2379,http://10.0.0.2:2379 --cacert=/ca --cert=/c --key=/k get /a | 3.5.16 | ETCDCTL_3 | MIXED
        etcdctl --endpoints=https://10.0.0.1:2379 --endpoints=http://10.0.0.2:2379 get /a | 3.5.16 | ETCDCTL_3 | MIXED
        etcdctl --endpoints=http://10.0.0.1:2379 --cacert=/ca get /a | 3.5.16 | ETCDCTL_3 | HALF_TLS
        etcdctl --ca-file=/ca --cert-file=/c --key-file=/k --endpoints=https://10.0.0.1:2379 get /a | 3.5.16 | ETCDCTL_3 | HALF_TLS
        ETCDCTL_ENDPOINTS=https://10.0.0.1:2379 ETCDCTL_CACERT=/ca ETCDCTL_CERT=/c ETCDCTL_KEY=/k etcdctl get /a | 3.5.16 | ETCDCTL_3 | TLS
        ETCDCTL_ENDPOINTS=https://10.0.0.1:2379 etcdctl --endpoints=http://10.0.0.1:2379 get /a | 3.5.16 | ETCDCTL_3 | PLAINTEXT
        etcdctl --discovery-srv etcd.example get /a | 3.5.16 | ETCDCTL_3 | UNKNOWN
        etcdctl -d etcd.example get /a | 3.5.16 | ETCDCTL_3 | UNKNOWN
        etcdctl --endpoints https://10.0.0.1:2379 --ca-file /ca --cert-file /c --key-file /k --no-sync set /a b | 3.3.25 | ETCDCTL_2 | TLS
        etcdctl -C https://10.0.0.1:2379 -ca-file /ca set /a b | 3.3.25 | ETCDCTL_2 | HALF_TLS
        etcdctl --endpoint 10.0.0.1:2379 --ca-file /ca --cert-file /c --key-file /k set /a b | 3.3.25 | ETCDCTL_2 | HALF_TLS
        ETCDCTL_PEERS=https://10.0.0.1:2379 ETCDCTL_CA_FILE=/ca ETCDCTL_CERT_FILE=/c ETCDCTL_KEY_FILE=/k etcdctl ls / | 3.3.25 | ETCDCTL_2 | TLS
        ETCDCTL_ENDPOINTS=http://10.0.0.1:2379 etcdctl --peers https://10.0.0.1:2379 ls / | 3.3.25 | ETCDCTL_2 | PLAINTEXT
        etcdctl -D etcd.example ls / | 3.3.25 | ETCDCTL_2 | UNKNOWN
        /bin/bash -c etcdctl | 3.5.16 | ETCDCTL_3 | UNKNOWN
        """)
    void saysWhatEtcdctlSpeaks(String line, String version, ClientProgram program, Speech speech) {
        ClientSettings settings =
                ClientSettings.ofEtcdctl(words(line), Map.of(), EtcdctlApi.byDefaultOf(EtcdVersion.parse(version)));

        assertThat(settings.program()).isEqualTo(program);
        assertThat(settings.speech()).as(settings.words()).isEqualTo(speech);
    }

    @ParameterizedTest
    @CsvSource({
        "etcdctl ls /, 3.3.25, true",
        "etcdctl --no-sync ls /, 3.3.25, false",
        "etcdctl --no-sync=false ls /, 3.3.25, true",
        "etcdctl get /, 3.5.16, false",
    })
    void etcdctlOfTheSecondApiAsksForItsMembers(String line, String version, Boolean syncs) {
        assertThat(ClientSettings.ofEtcdctl(words(line), Map.of(), EtcdctlApi.byDefaultOf(EtcdVersion.parse(version)))
                        .syncsEndpoints())
                .isEqualTo(syncs);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
        C_ENDPOINTS=https://10.0.0.1:2379 C_CA=/ca C_CERT=/c C_KEY=/k | TLS | speaks TLS with a client certificate: every endpoint is https
        C_ENDPOINTS=http://10.0.0.1:2379 | PLAINTEXT | speaks plaintext: no endpoint is https
        C_ENDPOINTS=https://10.0.0.1:2379,http://10.0.0.2:2379 C_CA=/ca C_CERT=/c C_KEY=/k | MIXED | speaks plaintext with some endpoints and TLS with others: its list holds http and https
        C_ENDPOINTS=https://10.0.0.1:2379 C_CA=/ca | HALF_TLS | speaks TLS without a certificate and a key
        C_ENDPOINTS=10.0.0.1:2379 C_CA=/ca C_CERT=/c C_KEY=/k | HALF_TLS | speaks plaintext although a CA, a certificate and a key are set: no endpoint is https
        - | UNKNOWN | cannot be judged: its environment names no endpoint (C_ENDPOINTS)
        """)
    void saysWhatAUnitSpeaks(String environment, Speech speech, String words) {
        UnitSettings calico = settings("C_ENDPOINTS={endpoints} C_CA={ca} C_CERT={cert} C_KEY={key}");
        ClientSettings settings = ClientSettings.ofUnit(calico, variables(environment));

        assertThat(settings.words()).isEqualTo(words);
        assertThat(settings.speech()).isEqualTo(speech);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        P_HOSTS=10.0.0.1:2379,10.0.0.2:2379 P_PROTOCOL=https | TLS
        P_HOSTS='10.0.0.1:2379','10.0.0.2:2379' P_PROTOCOL=https | TLS
        P_HOSTS=[10.0.0.1:2379] P_PROTOCOL=https | TLS
        P_HOSTS=10.0.0.1:2379 P_PROTOCOL=http | HALF_TLS
        P_HOSTS=10.0.0.1:2379 | HALF_TLS
        P_HOSTS=10.0.0.1:2379,https://10.0.0.2:2379 | MIXED
        """)
    void hostsWithoutASchemeHaveThatOfTheirVariable(String environment, Speech speech) {
        UnitSettings patroni =
                settings("P_HOSTS={hosts} P_PROTOCOL=https P_CACERT=file:{ca} P_CERT={cert} P_KEY={key}");
        Map<String, String> variables = variables(environment.replace("'", "\""));
        variables.putAll(Map.of("P_CACERT", "file:/ca", "P_CERT", "/c", "P_KEY", "/k"));

        assertThat(ClientSettings.ofUnit(patroni, variables).speech()).isEqualTo(speech);
        assertThat(ClientSettings.ofUnit(patroni, variables).files().ca()).contains(new FilePath("/ca"));
    }

    @Test
    void hostsWhoseSchemeNobodySaysAreNotJudged() {
        UnitSettings other = settings("P_HOSTS={hosts} P_CACERT={ca} P_CERT={cert} P_KEY={key}");

        assertThat(ClientSettings.ofUnit(other, Map.of("P_HOSTS", "10.0.0.1:2379"))
                        .words())
                .isEqualTo("cannot be judged: its hosts have no scheme, and no setting of the inventory is https");
        assertThat(ClientSettings.ofUnit(UnitSettings.NONE, Map.of()).words())
                .isEqualTo("cannot be judged: the inventory names no settings of it");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        KUBE_APISERVER | /usr/bin/kube-apiserver --etcd-servers=http://10.0.0.1:2379 | KUBE_APISERVER | PLAINTEXT
        KUBE_APISERVER | /usr/bin/flanneld | KUBE_APISERVER | UNKNOWN
        FLANNELD | /usr/bin/flanneld | FLANNELD | PLAINTEXT
        UNIT | /usr/bin/calico | UNIT | TLS
        SELF_MOVING | /usr/bin/kube-apiserver --etcd-servers=http://10.0.0.1:2379 | KUBE_APISERVER | PLAINTEXT
        SELF_MOVING | /hyperkube apiserver --etcd-servers=http://10.0.0.1:2379 | KUBE_APISERVER | PLAINTEXT
        SELF_MOVING | /opt/flanneld --etcd-endpoints=http://10.0.0.1:2379 | FLANNELD | PLAINTEXT
        SELF_MOVING | /usr/bin/java -jar app.jar | UNIT | UNKNOWN
        """)
    void aDeclaredConsumerIsReadByItsKind(ConsumerEntry.Kind kind, String line, ClientProgram program, Speech speech) {
        Moving moving = new Moving(
                Moving.DEFAULT.proxy(),
                Moving.Dependents.HOLD,
                settings("E={endpoints} C={ca} P={cert} K={key}"),
                Moving.Applying.RESTART,
                Optional.empty(),
                Optional.empty());
        ConsumerEntry entry = new ConsumerEntry(
                new ConsumerName("a"),
                kind,
                new HostName("h"),
                Optional.empty(),
                List.of(),
                new ConsumerEntry.Behaviour(Optional.empty(), false, moving));
        ClientSettings settings =
                ClientSettings.of(entry, words(line), variables("E=https://10.0.0.1:2379 C=/c P=/p K=/k"));

        assertThat(settings.program()).isEqualTo(program);
        assertThat(settings.speech()).as(settings.words()).isEqualTo(speech);
    }

    private static UnitSettings settings(String words) {
        return new UnitSettings(new TreeMap<>(variables(words)));
    }

    private static List<String> words(String line) {
        return Arrays.stream(line.strip().split(" +")).toList();
    }

    private static Map<String, String> variables(String words) {
        Map<String, String> variables = new TreeMap<>();
        for (String word : words == null ? List.<String>of() : words(words)) {
            variables.put(word.substring(0, word.indexOf('=')), word.substring(word.indexOf('=') + 1));
        }
        return variables;
    }
}
