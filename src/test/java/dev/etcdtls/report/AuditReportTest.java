package dev.etcdtls.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.etcdtls.inventory.Inventory;
import dev.etcdtls.model.Authority;
import dev.etcdtls.observation.ClusterObservation;
import dev.etcdtls.observation.Socket;
import dev.etcdtls.plan.ObservedChanges;
import dev.etcdtls.plan.ObservedClusters;
import org.junit.jupiter.api.Test;

class AuditReportTest {
    private static final Inventory INVENTORY = ObservedClusters.inventory(1);
    private static final Authority LISTENER = Authority.parse("198.51.100.11:2379");
    private static final Authority LOOPBACK = Authority.parse("127.0.0.1:2379");

    /** etcd's gateway keeps connections to every listener of its own process, and nobody can move them. */
    @Test
    void aMemberIsNoClientOfItself() {
        AuditReport audit = audit(
                served(LISTENER, "198.51.100.11:40001"),
                held(LISTENER, "198.51.100.11:40001", "etcd/401", "etcd.service"),
                served(LOOPBACK, "127.0.0.1:40002"),
                held(LOOPBACK, "127.0.0.1:40002", "etcd/401", "etcd.service"));

        assertThat(audit.clients()).isEmpty();
        assertThat(audit.connections())
                .extracting(AuditReport.ConnectionRow::from, AuditReport.ConnectionRow::who)
                .containsExactly(
                        tuple("127.0.0.1", "itself (its JSON gateway)"),
                        tuple("198.51.100.11", "itself (its JSON gateway)"));
    }

    /** An apiserver beside its etcd, another etcd of the host, and whoever comes through a tunnel must be declared. */
    @Test
    void otherProcessesOfAMembersHostAreClients() {
        AuditReport audit = audit(
                served(LOOPBACK, "127.0.0.1:40001"),
                held(LOOPBACK, "127.0.0.1:40001", "kube-apiserver/9", "kubelet.service"),
                served(LOOPBACK, "127.0.0.1:40002"),
                held(LOOPBACK, "127.0.0.1:40002", "etcd/402", "etcd.service"),
                served(LOOPBACK, "127.0.0.1:40003"),
                held(LOOPBACK, "127.0.0.1:40003", "sshd/77", "ssh.service"));

        assertThat(audit.clients())
                .extracting(ClientSeen::words)
                .containsExactly(
                        "etcd of etcd.service on m1, from 127.0.0.1",
                        "kube-apiserver of kubelet.service on m1, from 127.0.0.1",
                        "sshd of ssh.service on m1, from 127.0.0.1");
    }

    @Test
    void aClientOfAMachineThatNobodyNamedIsToldByItsAddress() {
        AuditReport audit = audit(served(LISTENER, "203.0.113.9:50000"), served(LISTENER, "203.0.113.9:50001"));

        assertThat(audit.clients())
                .extracting(ClientSeen::words)
                .containsExactly("a process that was not seen, from 203.0.113.9");
        assertThat(audit.connections())
                .extracting(AuditReport.ConnectionRow::count)
                .containsExactly(2L);
    }

    private static AuditReport audit(Socket... sockets) {
        ClusterObservation seen = ObservedClusters.plaintext(1);
        return new AuditReport(INVENTORY, ObservedChanges.sockets(seen, 1, sockets));
    }

    private static Socket served(Authority listener, String from) {
        return new Socket(Socket.State.ESTABLISHED, listener, Authority.parse(from), "etcd/401", "etcd.service");
    }

    private static Socket held(Authority listener, String from, String process, String unit) {
        return new Socket(Socket.State.ESTABLISHED, Authority.parse(from), listener, process, unit);
    }
}
