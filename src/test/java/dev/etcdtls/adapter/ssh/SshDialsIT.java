package dev.etcdtls.adapter.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import dev.etcdtls.certificate.CertificateFolder;
import dev.etcdtls.model.ClientUrl;
import dev.etcdtls.model.FilePath;
import dev.etcdtls.model.HostName;
import dev.etcdtls.model.MemberName;
import dev.etcdtls.model.PeerUrl;
import dev.etcdtls.model.Problem;
import dev.etcdtls.model.ServiceUser;
import dev.etcdtls.model.Verdict;
import dev.etcdtls.observation.CertificateSet;
import dev.etcdtls.port.CensusTaker.ClientConnection;
import dev.etcdtls.port.CensusTaker.Speech;
import dev.etcdtls.port.EtcdEndpoint;
import dev.etcdtls.port.EtcdReads.Entry;
import dev.etcdtls.port.EtcdReads.SelfReport;
import dev.etcdtls.port.Rehearsal;
import dev.etcdtls.step.Step.Rehearse.RehearsalProgram;
import dev.etcdtls.step.Step.Rehearse.Site;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Dials from real hosts: rehearsal, peer probes, reads on the host, and the census of clients. */
@Tag("representative")
class SshDialsIT {
    private static final HostName M1 = new HostName("m1");
    private static final HostName M2 = new HostName("m2");
    private static final FilePath SCRATCH = new FilePath("/var/lib/etcd-tls-it/dials");
    private static final ServiceUser ROOT = new ServiceUser("root", "root");
    private static final ServiceUser ETCD = new ServiceUser("etcd", "etcd");
    private static final String BOTH = "serverAuth,clientAuth";
    private static final int CLIENT = 12_379;
    private static final int PEER = 12_380;

    private static LabSsh lab;
    private static SshAdapters ssh;
    private static ScratchCertificates certificates;

    @BeforeAll
    static void connect() {
        lab = LabSsh.running();
        ssh = lab.adapters();
        for (HostName host : List.of(M1, M2)) {
            ssh.files().makeFolder(host, SCRATCH, ROOT, "755").orThrow();
        }
        certificates = new ScratchCertificates(lab, ssh, SCRATCH, M1);
    }

    @AfterAll
    static void disconnect() {
        for (HostName host : List.of(M1, M2)) {
            ssh.files().remove(host, SCRATCH).orThrow();
            lab.exec(host, "rmdir --ignore-fail-on-non-empty /var/lib/etcd-tls-it");
        }
        ssh.close();
        lab.close();
    }

    @Test
    void aRehearsalGivesEtcdsOwnVerdict() {
        Site here = site(M1, fitting(M1));
        Site there = site(M2, fitting(M2));
        Site elsewhere = site(M1, certificates.make(M1, "elsewhere", "IP:192.0.2.9,DNS:peer.c1.etcd", BOTH));
        Site consumer = site(M1, certificates.make(M1, "consumer", "DNS:consumer.example", "clientAuth"));
        Rehearsal rehearsal = ssh.rehearsal();
        try {
            rehearsal.serve(here, CLIENT, PEER).orThrow();
            rehearsal.serve(there, CLIENT, PEER).orThrow();
            rehearsal.serve(there, CLIENT, PEER).orThrow();

            for (int port : List.of(CLIENT, PEER)) {
                assertThat(rehearsal.dial(here, there, port)).isInstanceOf(Verdict.Pass.class);
                assertThat(rehearsal.dial(there, here, port)).isInstanceOf(Verdict.Pass.class);
                assertThat(rehearsal.dial(here, here, port)).isInstanceOf(Verdict.Pass.class);
            }
            Problem wrongSource = failure(rehearsal.dial(elsewhere, there, PEER));
            assertThat(wrongSource.summary()).contains("192.0.2.9");
            assertThat(failure(rehearsal.dial(consumer, there, PEER)).summary()).contains("consumer.example");
            assertThat(rehearsal.dial(consumer, there, CLIENT)).isInstanceOf(Verdict.Pass.class);
            assertThat(rehearsal.dial(here, there, 12_399)).isInstanceOf(Verdict.Inconclusive.class);
        } finally {
            rehearsal.stop(here).orThrow();
            rehearsal.stop(there).orThrow();
        }
        assertThat(lab.exec(
                        M2,
                        "ls /var/lib/etcd-tls/rehearsal 2>/dev/null; systemctl list-units --all --no-legend"
                                + " 'etcd-tls-*'"))
                .isEmpty();
    }

    @Test
    void aServerThatCannotStartSaysWhy() {
        Site nothing = site(M1, new CertificateFolder(SCRATCH.child("nothing")));
        Site fit = site(M1, fitting(M1));
        try {
            assertThat(ssh.rehearsal().serve(nothing, CLIENT, PEER).toString())
                    .contains("REHEARSAL_FAILED")
                    .contains("no such file");
            assertThat(ssh.rehearsal().serve(fit, 2379, PEER).toString()).contains("PORT_IN_USE");
        } finally {
            ssh.rehearsal().stop(nothing).orThrow();
        }
    }

    /** The key's public part is told by the host; the key itself is not in the report. */
    @Test
    void aLookFindsTheCertificateSetsOfAFolder() {
        CertificateFolder folder = certificates.make(M2, "sets", "IP:192.0.2.9,DNS:peer.c1.etcd", BOTH);
        ssh.files().makeFolder(M2, folder.version(2), ROOT, "755").orThrow();
        Finished ended = ssh.shell()
                .run(
                        M2,
                        RemoteScript.LOOK,
                        folder.base().value(),
                        SCRATCH.child("kept").value())
                .orThrow();

        List<CertificateSet> sets =
                CertificateSetReading.of(HostReport.parse(ended.out()).orElseThrow());

        assertThat(sets).hasSize(1);
        assertThat(sets.getFirst().current()).isTrue();
        assertThat(sets.getFirst().keyMatches()).isTrue();
        assertThat(sets.getFirst().access()).isEqualTo(new CertificateSet.Access(ETCD, "600"));
        assertThat(sets.getFirst().leaf().names().ipAddresses()).containsExactly("192.0.2.9");
        assertThat(ended.out()).doesNotContain("PRIVATE");
    }

    @Test
    void aPeerIsDialledAsItsMemberDoes() {
        PeerUrl peer = PeerUrl.parse("http://" + lab.address(M2) + ":2380");
        CertificateFolder none = new CertificateFolder(SCRATCH.child("nothing"));

        assertThat(ssh.dialer().dial(M1, peer, none)).isInstanceOf(Verdict.Pass.class);
        assertThat(ssh.dialer().dial(M1, PeerUrl.parse("http://" + lab.address(M2) + ":2399"), none))
                .isInstanceOf(Verdict.Inconclusive.class);
    }

    @Test
    void aMemberAnswersItsOwnHost() {
        EtcdEndpoint endpoint = new EtcdEndpoint(M1, ClientUrl.parse("http://" + lab.address(M1) + ":2379"));

        SelfReport report = ssh.onHost().status(endpoint).orThrow();
        List<Entry> members = ssh.onHost().members(endpoint).orThrow();

        assertThat(report.status().leader()).isPresent();
        assertThat(members).anyMatch(member -> member.id().equals(report.self()));
        assertThat(ssh.onHost().linearizableRead(endpoint).orThrow()).isPositive();
        assertThat(ssh.onHost().alarms(endpoint).orThrow()).isEmpty();
    }

    @Test
    void theCensusNamesWhoSpeaksPlaintext() {
        String url = "http://" + lab.address(M1) + ":2379";
        lab.exec(M2, "systemd-run --quiet --collect --unit=it-watcher etcdctl --endpoints " + url + " watch nothing");
        lab.exec(
                M2,
                "systemd-run --quiet --collect --unit=it-dialer sh -c 'while sleep 0.2; do curl -s " + url
                        + "/version >/dev/null; curl -s " + url + "/health >/dev/null; done'");
        try {
            List<ClientConnection> clients =
                    ssh.census().watch(M1, List.of(2379), Duration.ofSeconds(5)).orThrow();

            assertThat(clients)
                    .anyMatch(client -> client.unit().equals("it-watcher.service")
                            && client.process().startsWith("etcdctl/")
                            && client.where().equals("m2")
                            && client.speech() != Speech.TLS);
            for (Speech speech : List.of(Speech.PLAINTEXT, Speech.HEALTH_CHECK)) {
                assertThat(clients)
                        .filteredOn(client -> client.where().equals("m2") && client.speech() == speech)
                        .as(speech.toString())
                        .hasSizeGreaterThan(5);
            }
            assertThat(clients).noneMatch(client -> client.process().startsWith("etcd/"));
        } finally {
            lab.exec(M2, "systemctl stop it-watcher it-dialer");
        }
    }

    private static CertificateFolder fitting(HostName host) {
        return certificates.make(host, "fit", "IP:" + lab.address(host) + ",DNS:peer.c1.etcd", BOTH);
    }

    private static Site site(HostName host, CertificateFolder folder) {
        return new Site(
                new MemberName(host.value()),
                host,
                lab.address(host),
                folder,
                ETCD,
                new RehearsalProgram("/usr/bin/etcd", "peer.c1.etcd"));
    }

    private static Problem failure(Verdict verdict) {
        assertThat(verdict).isInstanceOf(Verdict.Fail.class);
        return verdict.problems().getFirst();
    }
}
