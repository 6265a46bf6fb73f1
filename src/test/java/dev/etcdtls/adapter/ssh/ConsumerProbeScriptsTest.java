package dev.etcdtls.adapter.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import dev.etcdtls.model.HostName;
import dev.etcdtls.port.ConsumerProbe.Dialled;
import dev.etcdtls.port.ConsumerProbe.Readyz;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code consumer-dial.sh}, {@code apiserver-ready.sh} and {@code consumer-ready.sh} with the real curl and real TLS. */
class ConsumerProbeScriptsTest {
    private static final HostName N1 = new HostName("n1");
    private static final String HEALTHY = "{\"health\":\"true\",\"reason\":\"\"}";

    @TempDir
    private Path folder;

    private ProbeHost host;

    @BeforeEach
    void makeHost() throws Exception {
        host = new ProbeHost(folder);
        // Runs as whoever runs the test, who is told to be somebody that cannot read some files.
        host.program("setpriv", """
                while [ "$1" != -- ]; do shift; done
                shift
                case "$1 $3" in "test "*.key) [ ! -e FOLDER/hidden ] ;; *) exec "$@" ;; esac
                """.replace("FOLDER", folder.toString()));
    }

    @AfterEach
    void stop() {
        host.close();
    }

    @Test
    void aHealthyMemberAnswersTheConsumersOwnCertificate() throws Exception {
        int port = host.serve(true);
        host.answer("/health", 200, HEALTHY);

        assertThat(dial("https://127.0.0.1:" + port))
                .isEqualTo(new Dialled.Answered(200, "true", "HTTP status 200, health true"))
                .matches(Dialled::isHealthy);
    }

    @Test
    void aMemberWithoutLeaderIsNotHealthy() throws Exception {
        int port = host.serve(true);
        host.answer("/health", 503, "{\"health\":\"false\",\"reason\":\"RAFT NO LEADER\"}");

        Dialled dialled = dial("https://127.0.0.1:" + port);

        assertThat(dialled.isHealthy()).isFalse();
        assertThat(dialled.words()).isEqualTo("HTTP status 503, health false, RAFT NO LEADER");
    }

    @Test
    void aServerOfAnotherCaIsToldInWords() throws Exception {
        int port = host.serve(true);
        host.foreign("ca.crt");

        assertThat(dial("https://127.0.0.1:" + port))
                .isInstanceOf(Dialled.Failed.class)
                .extracting(Dialled::words)
                .asString()
                .contains("certificate");
    }

    @Test
    void plaintextWhereTlsIsExpectedIsToldInWords() throws Exception {
        host.program("curl", "echo 'curl: (35) error:0A00010B:SSL routines::wrong version number' >&2; exit 35");

        assertThat(dial("https://127.0.0.1:1"))
                .isEqualTo(new Dialled.Failed("error:0A00010B:SSL routines::wrong version number"));
    }

    @Test
    void whereNobodyListensNothingIsSaidOfTls() throws Exception {
        int port = host.serve(true);
        host.close();

        assertThat(dial("https://127.0.0.1:" + port)).isInstanceOf(Dialled.Unreachable.class);
    }

    /** The commonest mistake: a unit that runs as its own user, and a key that is root's. */
    @Test
    void aKeyThatTheUserCannotReadIsToldWithItsOwner() throws Exception {
        Files.writeString(folder.resolve("hidden"), "");

        assertThat(dial("https://127.0.0.1:1"))
                .isInstanceOf(Dialled.NoFiles.class)
                .extracting(Dialled::words)
                .asString()
                .startsWith("user daemon:daemon cannot read " + host.set().resolve("client.key") + " (it is ")
                .doesNotContain("client.crt");
    }

    @Test
    void filesAndUsersThatAreNotThereAreNamed() throws Exception {
        Files.delete(host.set().resolve("client.crt"));
        String set = host.set().toString();

        assertThat(dial("https://127.0.0.1:1"))
                .isEqualTo(new Dialled.NoFiles(host.set().resolve("client.crt") + " is not there"));
        assertThat(dialAs("nobody-of-that-name", "https://127.0.0.1:1", set))
                .isEqualTo(new Dialled.NoFiles("there is no user nobody-of-that-name on this host"));
    }

    @Test
    void readyzIsReadWithItsReasons() throws Exception {
        int port = host.serve(false);
        host.answer("/readyz", 200, "ok");
        assertThat(readyz(port, "")).isEqualTo(new Readyz.Ready());

        host.answer("/readyz", 500, "[+]ping ok\n[-]etcd failed: reason withheld\nreadyz check failed\n");
        assertThat(readyz(port, "")).isEqualTo(new Readyz.NotReady("HTTP status 500: etcd failed: reason withheld"));

        host.answer("/readyz", 403, "{\"kind\":\"Status\",\"message\":\"forbidden: User \\\"system:anonymous\\\"\"}");
        assertThat(readyz(port, ""))
                .isEqualTo(new Readyz.Forbidden("HTTP status 403: forbidden: User \"system:anonymous\""));

        host.close();
        assertThat(readyz(port, "")).isInstanceOf(Readyz.NotReady.class);
    }

    @Test
    void aTokenGoesToTheApiserverAndOnNoCommandLine() throws Exception {
        int port = host.serve(false);
        host.answer("/readyz", 200, "ok");
        host.program("curl", """
                echo "$*" >>FOLDER/words
                PATH=${PATH#*:} exec curl "$@"
                """.replace("FOLDER", folder.toString()));

        assertThat(readyz(port, "header = \"Authorization: Bearer abc.def\"\n")).isEqualTo(new Readyz.Ready());

        assertThat(host.tokens()).containsExactly("Bearer abc.def");
        assertThat(folder.resolve("words")).content().contains("/readyz").doesNotContain("abc.def");
    }

    @Test
    void aReadinessCommandIsToldByItsExitAndItsFirstLines() throws Exception {
        assertThat(ready("exit 0", 5)).isEqualTo("0\n:\n");
        assertThat(HostReport.unpack(ready("echo one; echo two >&2; exit 3", 5)
                        .lines()
                        .toList()
                        .getLast()))
                .isEqualTo("one\ntwo\n");
        assertThat(ready("echo one; exit 3", 5)).startsWith("3\n");
    }

    @Test
    void aReadinessCommandThatHangsIsEnded() throws Exception {
        assertThat(ready("echo begun; sleep 987654", 1)).startsWith("124\n:");

        Process left =
                new ProcessBuilder("sh", "-c", "grep -lz '^987654$' /proc/[0-9]*/cmdline 2>/dev/null | wc -l").start();
        assertThat(new String(left.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8).strip())
                .isEqualTo("0");
    }

    /** Half of a command may be a command. */
    @Test
    void aCommandThatArrivesHalfIsNotRun() throws Exception {
        Path trace = folder.resolve("trace");

        Finished ended = host.run(RemoteScript.CONSUMER_READY, "touch " + trace + "; ", "200", "5");

        assertThat(ended.exit()).isNotZero();
        assertThat(trace).doesNotExist();
    }

    @Test
    void whatACommandSaysIsMaskedAndShort() throws Exception {
        String said = HostReport.unpack(ready("""
                echo 'Authorization: Bearer geheim1'
                echo 'token=geheim2, etcd is down'
                echo 'http://bob:geheim3@h:2379 refused'
                echo 'called with --password geheim4 --verbose'
                echo 'eyJgeheim5aaaaaaa.geheim5'
                echo '-----BEGIN EC PRIVATE KEY-----'; echo geheim6; echo '-----END EC PRIVATE KEY-----'
                seq 100
                """, 5).lines().toList().getLast());

        assertThat(said)
                .doesNotContain("geheim")
                .contains("etcd is down", "http://***@h:2379 refused", "--password *** --verbose");
        assertThat(said.lines().count()).isLessThanOrEqualTo(8);
    }

    private String ready(String command, int seconds) throws Exception {
        Finished ended = host.run(
                RemoteScript.CONSUMER_READY, command, String.valueOf(command.length()), String.valueOf(seconds));
        assertThat(ended.exit()).as(ended.err()).isZero();
        return ended.out();
    }

    private Readyz readyz(int port, String lines) throws Exception {
        return ProbeReading.readyz(
                HttpFromHost.answer(N1, host.run(RemoteScript.APISERVER_READY, lines, "127.0.0.1:" + port))
                        .orThrow());
    }

    private Dialled dial(String url) throws Exception {
        return dialAs("daemon", url, host.set().toString());
    }

    private Dialled dialAs(String user, String url, String files) throws Exception {
        return ProbeReading.dialled(
                HttpFromHost.answer(N1, host.run(RemoteScript.CONSUMER_DIAL, "", user, "daemon", url, files))
                        .orThrow());
    }
}
