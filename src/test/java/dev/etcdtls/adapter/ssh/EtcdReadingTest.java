package dev.etcdtls.adapter.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import dev.etcdtls.model.ErrorCode;
import dev.etcdtls.model.EtcdVersion;
import dev.etcdtls.model.FilePath;
import dev.etcdtls.model.HostName;
import dev.etcdtls.model.Outcome;
import dev.etcdtls.model.Problem;
import dev.etcdtls.model.ServiceUser;
import dev.etcdtls.model.UnitName;
import dev.etcdtls.observation.EtcdService;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a look makes of the etcd of a host; the reports are variations of one recorded on a lab host. */
class EtcdReadingTest {
    private static final String RECORDED = Recorded.text("look-plaintext-member.txt");

    @Test
    void theRunningProcessAndTheFilesInForceAreBothRead() {
        EtcdService etcd = service(RECORDED);

        assertThat(etcd.program().onDisk()).isEqualTo(new EtcdVersion(3, 5, 16));
        assertThat(etcd.unit().user()).isEqualTo(new ServiceUser("etcd", "etcd"));
        assertThat(etcd.style().path()).isEqualTo(new FilePath("/etc/default/etcd"));
        assertThat(etcd.file().mode()).isEqualTo("644");
        assertThat(etcd.running().listenClientUrls()).hasToString("[http://198.51.100.11:2379, http://127.0.0.1:2379]");
        assertThat(etcd.running().get("data-dir")).contains("/var/lib/etcd/default");
        assertThat(etcd.hasPendingChanges()).isFalse();
    }

    @Test
    void anEditThatIsNotInForceIsPending() {
        EtcdService etcd = service(withFile("ETCD_NAME=m1\nETCD_LISTEN_CLIENT_URLS=http://127.0.0.1:2379\n"));

        assertThat(etcd.running().listenClientUrls()).hasSize(2);
        assertThat(etcd.onNextStart().listenClientUrls()).hasToString("[http://127.0.0.1:2379]");
        assertThat(etcd.hasPendingChanges()).isTrue();
    }

    @Test
    void theLaterOfTwoEnvironmentFilesCountsAndIsTheOneToEdit() {
        String earlier = "file /etc/default/all root root 640 " + packed("ETCD_NAME=other\nETCD_MAX_WALS=7\n");
        EtcdService etcd = service(RECORDED.replace("\nfile ", "\n" + earlier + "\nfile "));

        assertThat(etcd.onNextStart().name()).isEqualTo("m1");
        assertThat(etcd.onNextStart().get("max-wals")).contains("7");
        assertThat(etcd.style().path()).isEqualTo(new FilePath("/etc/default/etcd"));
    }

    /** It would come into force again when the edit is taken back, and the file alone would not show it. */
    @Test
    void aSettingToEditThatStandsOnlyBelowTheFileIsRefused() {
        Problem problem = refused(RECORDED.replace(
                "\"ETCD_NAME=m1\"",
                "\"ETCD_NAME=m1\" \"ETCD_PEER_CERT_ALLOWED_HOSTNAME=m\" \"ETCD_QUOTA_BACKEND_BYTES=1\""));

        assertThat(problem.code()).isEqualTo(ErrorCode.STYLE_UNSUPPORTED);
        assertThat(problem.summary())
                .isEqualTo(
                        "etcd.service gives etcd these settings elsewhere than in /etc/default/etcd: peer-cert-allowed-hostname");
    }

    @Test
    void anEnvironmentFileBeatsTheUnitsOwnEnvironment() {
        EtcdService etcd =
                service(RECORDED.replace("\"ETCD_NAME=m1\"", "\"ETCD_NAME=unit\" \"ETCD_QUOTA_BACKEND_BYTES=1\""));

        assertThat(etcd.onNextStart().name()).isEqualTo("m1");
        assertThat(etcd.onNextStart().get("quota-backend-bytes")).contains("1");
    }

    /** A plaintext cluster never shows that its https would go through a proxy. */
    @Test
    void aProxyForHttpsIsRefusedBeforePeersSpeakIt() {
        Problem problem =
                refused(RECORDED.replace("\"ETCD_NAME=m1\"", "\"ETCD_NAME=m1\" \"HTTPS_PROXY=http://u:p@proxy:3128\""));

        assertThat(problem.code()).isEqualTo(ErrorCode.CONFIGURATION_CONFLICT);
        assertThat(problem.summary())
                .isEqualTo(
                        "HTTPS_PROXY in the environment of etcd.service would send etcd's https connections to its peers"
                                + " through a proxy");
    }

    @Test
    void whatRestartsWithTheUnitIsSeen() {
        assertThat(service(RECORDED).unit().dependents()).isEmpty();
        assertThat(service(RECORDED.replace("\nbus ExecStart", "\ndependent kube-apiserver.service\nbus ExecStart"))
                        .unit()
                        .dependents())
                .containsExactly(new UnitName("kube-apiserver.service"));
    }

    @Test
    void aReplacedProgramIsSeen() {
        assertThat(service(RECORDED.replace("running same", "running replaced"))
                        .program()
                        .replaced())
                .isTrue();
    }

    @Test
    void aHostWithoutEtcdHasNone() {
        String report = "clock 1.0\ntool curl\nclock 1.0\nend\n";

        assertThat(read(report)).isEqualTo(new Outcome.Done<>(Optional.empty()));
    }

    @Test
    void aServiceThatDoesNotRunHasNoSettingsInForce() {
        String stopped = RECORDED.replaceAll("(?m)^(server|running|cmdline|environ) .*\n", "")
                .replace("ActiveState=active", "ActiveState=failed")
                .replaceAll("MainPID=\\d+", "MainPID=0");
        EtcdService etcd = service(stopped);

        assertThat(etcd.unit().isActive()).isFalse();
        assertThat(etcd.running().values()).isEmpty();
        assertThat(etcd.onNextStart().name()).isEqualTo("m1");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        unit starts a shell      | "/usr/bin/etcd" 2 "/usr/bin/etcd"  | "/bin/sh" 2 "sh"                                     | /bin/sh
        settings are flags       | "$DAEMON_ARGS"                     | "--listen-client-urls=http://127.0.0.1:2379"         | listen-client-urls
        a configuration file     | "$DAEMON_ARGS"                     | "--config-file=/etc/etcd.yaml"                       | /etc/etcd.yaml
        flags in a variable      | "DAEMON_ARGS="                     | "DAEMON_ARGS=--cert-file /x --name 'm 1'"            | cert-file
        """)
    void aStyleThatCannotBeEditedIsToldAsSuch(String why, String recorded, String instead, String named) {
        Problem problem = refused(RECORDED.replace(recorded, instead));

        assertThat(problem.code()).as(why).isEqualTo(ErrorCode.STYLE_UNSUPPORTED);
        assertThat(problem.summary()).contains(named);
        assertThat(problem.address()).isEqualTo("hosts/m1");
    }

    @Test
    void withoutAnEnvironmentFileThereIsNothingToEdit() {
        assertThat(refused(RECORDED.replaceAll("(?m)^file .*\n", "")).summary()).contains("no environment file");
    }

    @Test
    void severalServersAreNotGuessedAbout() {
        Problem problem = refused(RECORDED + "server 99 etcd-events.service\n");

        assertThat(problem.code()).isEqualTo(ErrorCode.STYLE_UNSUPPORTED);
        assertThat(problem.summary()).contains("etcd-events.service").contains("etcd.service");
    }

    @Test
    void aServerInAContainerIsNoService() {
        Problem problem = refused("clock 1.0\nserver 99 cri-containerd-2118af.scope\nclock 1.0\nend\n");

        assertThat(problem.code()).isEqualTo(ErrorCode.STYLE_UNSUPPORTED);
        assertThat(problem.summary()).contains("cri-containerd-2118af.scope");
    }

    @Test
    void bytesThatWouldNotComeBackAreRefused() {
        String latin1 =
                RECORDED.replaceAll("(?m)^(file \\S+ \\S+ \\S+ \\S+) .*$", "$1 :" + "Iw==".replace("Iw==", "I+QK"));

        assertThat(refused(latin1).summary()).contains("not UTF-8");
    }

    @Test
    void noMessageHoldsTheTextOfAFile() {
        assertThat(service(RECORDED).toString()).doesNotContain("agreed with the backup people");
    }

    private static String withFile(String text) {
        return RECORDED.replaceAll("(?m)^(file \\S+ \\S+ \\S+ \\S+) .*$", "$1 " + packed(text));
    }

    private static String packed(String text) {
        return ":" + Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static Outcome<Optional<EtcdService>> read(String report) {
        return new EtcdReading(new HostName("m1"), HostReport.parse(report).orElseThrow()).read();
    }

    private static EtcdService service(String report) {
        return read(report).orThrow().orElseThrow();
    }

    private static Problem refused(String report) {
        if (read(report) instanceof Outcome.Refused<Optional<EtcdService>>(Problem problem)) {
            return problem;
        }
        throw new AssertionError("not refused");
    }
}
