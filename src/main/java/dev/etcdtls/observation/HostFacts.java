package dev.etcdtls.observation;

import dev.etcdtls.certificate.CertificateFolder;
import dev.etcdtls.model.Digest;
import dev.etcdtls.model.FilePath;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What a look at a host found.
 *
 * @param machine clock, addresses, tools and disk
 * @param etcd its etcd service; absent on a host without one
 * @param certificates the certificate sets below the tool's folder, oldest first
 * @param sockets TCP sockets: every listening one, and established ones of etcd's ports
 * @param deadManSwitch the dead-man switch that lies there, armed or fired
 * @param kept copies of files from before a migration
 * @param clients certificates of the declared clients on it
 */
public record HostFacts(
        Machine machine,
        Optional<EtcdService> etcd,
        List<CertificateSet> certificates,
        List<Socket> sockets,
        Optional<SwitchState> deadManSwitch,
        List<KeptFile> kept,
        List<ClientCertificates> clients) {
    public HostFacts {
        certificates = List.copyOf(certificates);
        sockets = List.copyOf(sockets);
        kept = List.copyOf(kept);
        clients = List.copyOf(clients);
    }

    /** A host without declared clients. */
    public HostFacts(
            Machine machine,
            Optional<EtcdService> etcd,
            List<CertificateSet> certificates,
            List<Socket> sockets,
            Optional<SwitchState> deadManSwitch,
            List<KeptFile> kept) {
        this(machine, etcd, certificates, sockets, deadManSwitch, kept, List.of());
    }

    /** The text of a kept copy. */
    public Optional<String> kept(FilePath path) {
        return kept.stream()
                .filter(file -> file.path().equals(path))
                .map(KeptFile::text)
                .findFirst();
    }

    /** A host without a dead-man switch and without kept files. */
    public HostFacts(
            Machine machine, Optional<EtcdService> etcd, List<CertificateSet> certificates, List<Socket> sockets) {
        this(machine, etcd, certificates, sockets, Optional.empty(), List.of());
    }

    public HostFacts with(SwitchState found) {
        return new HostFacts(machine, etcd, certificates, sockets, Optional.of(found), kept, clients);
    }

    public HostFacts with(List<KeptFile> files) {
        return new HostFacts(machine, etcd, certificates, sockets, deadManSwitch, files, clients);
    }

    public HostFacts withClients(List<ClientCertificates> others) {
        return new HostFacts(machine, etcd, certificates, sockets, deadManSwitch, kept, others);
    }

    /** What was seen in a client's folder; empty where nobody asked for it. */
    public Optional<ClientCertificates> client(CertificateFolder folder) {
        return clients.stream().filter(client -> client.folder().equals(folder)).findFirst();
    }

    /** The certificate sets in a folder: the member's own, or a declared client's. */
    public List<CertificateSet> certificates(CertificateFolder folder) {
        return folder.equals(CertificateFolder.MEMBER)
                ? certificates
                : client(folder).map(ClientCertificates::sets).orElse(List.of());
    }

    /** The certificate set that {@code current} points to. */
    public Optional<CertificateSet> currentCertificates() {
        return certificates.stream().filter(CertificateSet::current).findFirst();
    }

    /**
     * @param hostKey SHA-256 of the SSH host key
     * @param clockOffset the host's clock minus the tool's, as far as a round trip tells
     * @param addresses all its IP addresses in textual form, without loopback
     * @param tools which of the programs the tool may need are there (curl, openssl, tcpdump, …)
     * @param freeBytes free space where certificates and kept files go
     */
    public record Machine(
            Digest hostKey, Duration clockOffset, SortedSet<String> addresses, Set<String> tools, long freeBytes) {
        public Machine {
            addresses = Collections.unmodifiableSortedSet(new TreeSet<>(addresses));
            tools = Collections.unmodifiableSet(new TreeSet<>(tools));
        }
    }
}
