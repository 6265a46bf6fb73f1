package dev.etcdtls.adapter.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.jcraft.jsch.Channel;
import com.jcraft.jsch.JSchException;
import com.jcraft.jsch.Session;
import dev.etcdtls.model.Authority;
import dev.etcdtls.model.ErrorCode;
import dev.etcdtls.model.FilePath;
import dev.etcdtls.model.HostName;
import dev.etcdtls.model.Outcome;
import dev.etcdtls.model.Problem;
import dev.etcdtls.model.ServiceUser;
import dev.etcdtls.model.UnitName;
import dev.etcdtls.observation.EtcdService;
import dev.etcdtls.observation.HostFacts;
import dev.etcdtls.observation.Sight;
import dev.etcdtls.observation.Socket;
import dev.etcdtls.port.HostFile;
import dev.etcdtls.port.Nothing;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Hosts with a real sshd, sudo, systemd and etcd. Whatever these tests put on a host lies below one scratch folder. */
@Tag("representative")
class SshHostsIT {
    private static final HostName M1 = new HostName("m1");
    private static final FilePath SCRATCH = new FilePath("/var/lib/etcd-tls-it/scratch");
    private static final ServiceUser ETCD = new ServiceUser("etcd", "etcd");
    private static final ServiceUser ROOT = new ServiceUser("root", "root");

    private static LabSsh lab;
    private static SshAdapters ssh;

    @BeforeAll
    static void connect() {
        lab = LabSsh.running();
        ssh = lab.adapters();
        ssh.files().makeFolder(M1, SCRATCH, ROOT, "755").orThrow();
    }

    @AfterAll
    static void disconnect() {
        ssh.files().remove(M1, SCRATCH).orThrow();
        lab.exec(M1, "rmdir --ignore-fail-on-non-empty /var/lib/etcd-tls-it");
        ssh.close();
        lab.close();
    }

    @Test
    void aLookFindsTheRunningEtcdAndItsConfiguration() {
        HostFacts facts = look(M1);
        EtcdService etcd = facts.etcd().orElseThrow();

        assertThat(facts.machine().clockOffset().abs()).isLessThan(Duration.ofSeconds(2));
        assertThat(facts.machine().addresses()).contains(lab.address(M1));
        assertThat(facts.machine().tools()).contains("curl", "openssl", "tcpdump", "ss", "systemd-run");
        assertThat(facts.machine().freeBytes()).isPositive();
        assertThat(etcd.unit().name()).isEqualTo(new UnitName("etcd.service"));
        assertThat(etcd.unit().isActive()).isTrue();
        assertThat(etcd.unit().user()).isEqualTo(ETCD);
        assertThat(etcd.program().replaced()).isFalse();
        assertThat(etcd.running().name()).isEqualTo("m1");
        assertThat(etcd.onNextStart()).isEqualTo(etcd.running());
        assertThat(etcd.hasPendingChanges()).isFalse();
        assertThat(etcd.style().path()).isEqualTo(new FilePath("/etc/default/etcd"));
        assertThat(facts.sockets())
                .anyMatch(socket -> socket.state() == Socket.State.LISTENING
                        && socket.local().port() == 2380
                        && socket.unit().equals("etcd.service"));
    }

    @Test
    void twentyLooksAtOnceAllSucceed() {
        List<Sight<HostFacts>> sights = IntStream.range(0, 20)
                .parallel()
                .mapToObj(_ -> ssh.hosts().observe(M1).sight())
                .toList();

        assertThat(sights).allMatch(sight -> sight.seen().isPresent());
    }

    /** For a session that is about to end jsch gives null; so it does for a type that it does not know. */
    @Test
    void aChannelThatCannotBeMadeIsAnErrorOfSsh() {
        try (SshConnections connections = lab.connections()) {
            Session session = connections.to(M1).session().orThrow();

            assertThat(session.isConnected()).isTrue();
            assertThatThrownBy(() -> Channels.open(session, "no such type", Channel.class))
                    .isInstanceOf(JSchException.class)
                    .hasMessageContaining("session is down");
        }
    }

    @Test
    void aFileIsWrittenWholeWithOwnerAndMode() {
        FilePath path = SCRATCH.child("settings");
        HostFile file = new HostFile("A=\"1\"\n# straße, 'quotes' and $dollars\nno line end", ETCD, "640");

        ssh.files()
                .write(M1, path, new HostFile("something else\n", ROOT, "600"))
                .orThrow();
        ssh.files().write(M1, path, file).orThrow();

        assertThat(ssh.files().read(M1, path).orThrow()).contains(file);
        assertThat(lab.exec(M1, "ls -A " + SCRATCH)).doesNotContain(".etcd-tls.");
    }

    @Test
    void aFileThatIsNotThereIsNoTrouble() {
        assertThat(ssh.files().read(M1, SCRATCH.child("nothing")).orThrow()).isEmpty();
        assertThat(ssh.files().remove(M1, SCRATCH.child("nothing")).orThrow()).isEqualTo(Nothing.NOTHING);
    }

    @Test
    void aBigFileComesBackAsItWas() {
        FilePath path = SCRATCH.child("big");
        HostFile file = new HostFile("0123456789abcdef".repeat(50_000), ROOT, "600");

        ssh.files().write(M1, path, file).orThrow();

        assertThat(ssh.files().read(M1, path).orThrow()).contains(file);
    }

    @Test
    void theFirstCopyIsKept() {
        FilePath from = SCRATCH.child("original");
        FilePath kept = SCRATCH.child("kept").child("original");
        HostFile first = new HostFile("first\n", ETCD, "640");
        ssh.files().write(M1, from, first).orThrow();

        ssh.files().keepCopy(M1, from, kept).orThrow();
        ssh.files().write(M1, from, new HostFile("second\n", ETCD, "640")).orThrow();
        ssh.files().keepCopy(M1, from, kept).orThrow();

        assertThat(ssh.files().read(M1, kept).orThrow()).contains(first);
        assertThat(lab.exec(M1, "stat -c %a " + SCRATCH.child("kept"))).isEqualTo("700");
    }

    @Test
    void whatIsRemovedLeavesNoEmptyFolderOfOurs() {
        FilePath ours = new FilePath("/var/lib/etcd-tls");
        FilePath kept = ours.child("kept");
        for (String cluster : List.of("it-a", "it-b")) {
            ssh.files().makeFolder(M1, kept.child(cluster), ROOT, "700").orThrow();
        }

        ssh.files().remove(M1, kept.child("it-a")).orThrow();
        String between = lab.exec(M1, "ls " + kept);
        ssh.files().remove(M1, kept.child("it-b")).orThrow();

        assertThat(between).isEqualTo("it-b");
        assertThat(lab.exec(M1, "ls -d " + ours + " 2>/dev/null || true")).isEmpty();
    }

    @Test
    void aLinkIsSwitchedAndStaysALinkWhenItsFileIsWritten() {
        ssh.files().makeFolder(M1, SCRATCH.child("v1"), ETCD, "750").orThrow();
        ssh.files().makeFolder(M1, SCRATCH.child("v2"), ETCD, "750").orThrow();
        ssh.files().switchLink(M1, SCRATCH.child("current"), "v1").orThrow();
        ssh.files().switchLink(M1, SCRATCH.child("current"), "v2").orThrow();
        ssh.files()
                .write(M1, SCRATCH.child("current").child("x"), new HostFile("x", ETCD, "600"))
                .orThrow();

        assertThat(lab.exec(M1, "readlink " + SCRATCH.child("current"))).isEqualTo("v2");
        assertThat(ssh.files().read(M1, SCRATCH.child("v2").child("x")).orThrow())
                .isPresent();
    }

    @Test
    void aKeyIsBornOnceAndNeverLeaves() {
        FilePath key = SCRATCH.child("member.key");

        String first = ssh.keys().createRequest(M1, key, ETCD, "m1.c1.etcd").orThrow();
        HostFile made = ssh.files().read(M1, key).orThrow().orElseThrow();
        String second = ssh.keys().createRequest(M1, key, ETCD, "m1.c1.etcd").orThrow();

        assertThat(first).startsWith("-----BEGIN CERTIFICATE REQUEST-----").doesNotContain("PRIVATE KEY");
        assertThat(made.mode()).isEqualTo("600");
        assertThat(made.owner()).isEqualTo(ETCD);
        assertThat(made.text()).startsWith("-----BEGIN PRIVATE KEY-----");
        assertThat(ssh.files().read(M1, key).orThrow()).contains(made);
        assertThat(second).startsWith("-----BEGIN CERTIFICATE REQUEST-----");
    }

    @Test
    void aUnitTellsItsStateAndItsLog() {
        EtcdService.Unit unit =
                ssh.services().state(M1, new UnitName("etcd.service")).orThrow();

        assertThat(unit.isActive()).isTrue();
        assertThat(unit.pid()).isPositive();
        assertThat(unit.invocationId()).matches("[0-9a-f]{32}");
        assertThat(ssh.services()
                        .log(M1, new UnitName("etcd.service"), 5)
                        .orThrow()
                        .lines())
                .hasSizeBetween(1, 5);
        assertThat(problem(ssh.services().state(M1, new UnitName("no-such.service")))
                        .summary())
                .contains("no such unit");
    }

    @Test
    void aRestartIsAskedForAndGivesTheUnitANewInvocation() {
        UnitName unit = new UnitName("etcd-tls-it.service");
        lab.exec(M1, "systemd-run --quiet --collect --unit=etcd-tls-it sleep 600");
        try {
            EtcdService.Unit before = ssh.services().state(M1, unit).orThrow();
            ssh.services().restart(M1, unit).orThrow();
            EtcdService.Unit after = before;
            for (int look = 0; look < 100 && (after.equals(before) || !after.isActive()); look++) {
                after = ssh.services().state(M1, unit).orThrow();
            }

            assertThat(after.isActive()).isTrue();
            assertThat(after.invocationId()).isNotEqualTo(before.invocationId());
            assertThat(after.user()).isEqualTo(ROOT);
        } finally {
            lab.exec(M1, "systemctl stop etcd-tls-it");
        }
    }

    /** An orderly end would look like a server that refused. */
    @Test
    void aTunnelToAnAddressWhereNobodyListensIsReset() throws Exception {
        Authority local = ssh.tunnels().open(M1, new Authority("127.0.0.1", 1)).orThrow();
        try (java.net.Socket socket = new java.net.Socket("127.0.0.1", local.port())) {
            assertThatThrownBy(() -> socket.getInputStream().read()).hasMessageContaining("reset");
        }
    }

    @Test
    void aTunnelLeadsToAnAddressAsTheHostSeesIt() throws Exception {
        Authority local =
                ssh.tunnels().open(M1, new Authority("127.0.0.1", 2379)).orThrow();
        HttpClient client = HttpClient.newHttpClient();
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://" + local + "/health"))
                .build();

        HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());

        assertThat(answer.body()).contains("\"health\":\"true\"");
        assertThat(ssh.tunnels().open(M1, new Authority("127.0.0.1", 2379)).orThrow())
                .isEqualTo(local);
    }

    @Test
    void aHostThatNobodyKnowsIsRefused() {
        assertThat(lab.withoutKnownHosts(M1).code()).isEqualTo(ErrorCode.HOST_KEY_UNKNOWN);
        assertThat(lab.withWrongKnownHost(M1).code()).isEqualTo(ErrorCode.HOST_KEY_UNKNOWN);
        assertThat(lab.withoutKnownHosts(M1).nextAction()).contains("ssh-keyscan");
    }

    @Test
    void aUserWithoutKeyOrSudoIsToldSo() {
        assertThat(lab.withAnotherIdentity(M1).code()).isEqualTo(ErrorCode.SSH_AUTHENTICATION);
        assertThat(lab.withoutSudo(M1).code()).isEqualTo(ErrorCode.NO_SUDO);
    }

    @Test
    void anAddressWhereNobodyListensIsUnreachable() {
        assertThat(lab.onPort(M1, 23).code()).isEqualTo(ErrorCode.HOST_UNREACHABLE);
        assertThat(lab.atAddress("198.51.100.99").code()).isEqualTo(ErrorCode.HOST_UNREACHABLE);
    }

    private static HostFacts look(HostName host) {
        return switch (ssh.hosts().observe(host).sight()) {
            case Sight.Seen<HostFacts>(HostFacts facts) -> facts;
            case Sight.Unseen<HostFacts>(Problem reason) -> throw new AssertionError(reason);
        };
    }

    private static Problem problem(Outcome<?> outcome) {
        Optional<Problem> found = switch (outcome) {
            case Outcome.Done<?> _ -> Optional.empty();
            case Outcome.Refused<?>(Problem problem) -> Optional.of(problem);
            case Outcome.Unknown<?>(Problem problem) -> Optional.of(problem);
        };
        return found.orElseThrow();
    }
}
