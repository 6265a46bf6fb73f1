package dev.etcdtls.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.etcdtls.certificate.CertificateFolder;
import dev.etcdtls.model.Authority;
import dev.etcdtls.model.ClientUrl;
import dev.etcdtls.model.FilePath;
import dev.etcdtls.model.HostName;
import dev.etcdtls.model.Outcome;
import dev.etcdtls.model.ServiceUser;
import dev.etcdtls.port.ConsumerProbe;
import dev.etcdtls.port.ConsumerProbe.Dialled;
import dev.etcdtls.port.ConsumerProbe.PingGap;
import dev.etcdtls.port.ConsumerProbe.Readyz;
import dev.etcdtls.port.EtcdApi;
import dev.etcdtls.port.EtcdEndpoint;
import dev.etcdtls.port.HostFile;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** The simulated world answers questions about consumers as the real one does. */
class ConsumerProbePortTest {
    private static final HostName M1 = new HostName("m1");
    private static final ServiceUser FLANNEL = new ServiceUser("flannel", "flannel");
    private static final CertificateFolder FOLDER = new CertificateFolder(new FilePath("/etc/etcd-client/flannel-n1"));
    private static final ClientUrl PLAIN = ClientUrl.parse("http://198.51.100.11:2379");
    private static final ClientUrl TLS = ClientUrl.parse("https://198.51.100.11:2379");

    private final SimulatedCluster cluster = new SimulatedCluster(1);
    private final ConsumerProbe probe = cluster.world().hosts().consumers().probe();

    @Test
    void aPlaintextMemberAnswersInPlaintextOnly() {
        stage("600", FLANNEL);

        assertThat(dial(PLAIN).isHealthy()).isTrue();
        assertThat(dial(TLS)).isInstanceOf(Dialled.Failed.class);
        assertThat(dial(ClientUrl.parse("http://198.51.100.11:9999"))).isInstanceOf(Dialled.Unreachable.class);
    }

    @Test
    void filesThatTheUserCannotUseAreToldBeforeADial() {
        assertThat(dial(TLS)).isEqualTo(new Dialled.NoFiles(FOLDER.trustedCa() + " is not there"));

        stage("600", SimulatedHost.ROOT);

        assertThat(dial(TLS))
                .isEqualTo(new Dialled.NoFiles(
                        "user flannel:flannel cannot read " + FOLDER.current().child("client.key")));
    }

    @Test
    void aHostThatIsDownAnswersNothing() {
        cluster.host(M1).unreachable =
                Optional.of(Trouble.of(dev.etcdtls.model.ErrorCode.HOST_UNREACHABLE, "hosts/m1", "it is down"));

        assertThat(probe.dial(M1, FLANNEL, FOLDER, PLAIN)).isInstanceOf(Outcome.Refused.class);
        assertThat(probe.ready(M1, "true")).isInstanceOf(Outcome.Refused.class);
    }

    @Test
    void whatConsumersSayIsTheTests() {
        Authority api = Authority.parse("198.51.100.21:6443");
        assertThat(probe.readyz(M1, api, Optional.empty()).orThrow()).isInstanceOf(Readyz.NotReady.class);
        assertThat(probe.startPing(M1, "10.244.2.0", Duration.ofSeconds(60)).orThrow())
                .isEmpty();
        assertThat(probe.flannel(M1).orThrow()).isEqualTo(ProbeAnswers.NO_FLANNEL);

        cluster.probes.readyz.put(api, Readyz.Ready::new);
        cluster.probes.pings.put(M1, () -> new PingGap(50, 49, Duration.ofMillis(400)));

        assertThat(probe.readyz(M1, api, Optional.empty()).orThrow()).isEqualTo(new Readyz.Ready());
        ConsumerProbe.Ping ping = probe.startPing(M1, "10.244.2.0", Duration.ofSeconds(60))
                .orThrow()
                .orElseThrow();
        assertThat(probe.endPing(ping).orThrow().missed()).isEqualTo(1);
    }

    /** What an apiserver and flannel renew. */
    @Test
    void aKeyShowsWhenItWasWritten() {
        EtcdApi api = cluster.world().etcd().api();
        EtcdEndpoint m1 = new EtcdEndpoint(M1, PLAIN);
        SimulatedRaft raft = cluster.network.raft;
        long made = raft.put("/registry/masterleases/198.51.100.21", "", OptionalLong.of(7));
        long renewed = raft.put("/registry/masterleases/198.51.100.21", "", OptionalLong.of(8));
        raft.leases.put(8L, cluster.now().plusSeconds(15));

        assertThat(api.keyFacts(m1, "/registry/masterleases/198.51.100.21").orThrow())
                .contains(new EtcdApi.KeyFacts(made, renewed, OptionalLong.of(8)));
        assertThat(api.keyFacts(m1, "/none").orThrow()).isEmpty();
        assertThat(api.leaseLeft(m1, 8).orThrow()).isEqualTo(Duration.ofSeconds(15));
        assertThat(api.leaseLeft(m1, 7).orThrow()).isEqualTo(Duration.ZERO);
    }

    private Dialled dial(ClientUrl url) {
        return probe.dial(M1, FLANNEL, FOLDER, url).orThrow();
    }

    private void stage(String mode, ServiceUser owner) {
        SimulatedFiles files = cluster.host(M1).files;
        files.link(FOLDER.current().value(), "v1");
        String set = FOLDER.version(1).value();
        files.write(set + "/ca.crt", new HostFile("ca", SimulatedHost.ROOT, "644"));
        files.write(set + "/client.crt", new HostFile("certificate", SimulatedHost.ROOT, "644"));
        files.write(set + "/client.key", new HostFile("key", owner, mode));
    }
}
