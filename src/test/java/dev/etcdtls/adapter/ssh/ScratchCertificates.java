package dev.etcdtls.adapter.ssh;

import dev.etcdtls.certificate.CertificateFolder;
import dev.etcdtls.model.FilePath;
import dev.etcdtls.model.HostName;
import dev.etcdtls.model.ServiceUser;
import dev.etcdtls.port.HostFile;

/** A CA of a test on one host of the lab, and certificate sets in scratch folders of all. */
final class ScratchCertificates {
    private static final ServiceUser ETCD = new ServiceUser("etcd", "etcd");

    private final LabSsh lab;
    private final SshAdapters ssh;
    private final FilePath scratch;
    private final HostName home;

    ScratchCertificates(LabSsh lab, SshAdapters ssh, FilePath scratch, HostName home) {
        this.lab = lab;
        this.ssh = ssh;
        this.scratch = scratch;
        this.home = home;
        lab.exec(
                home,
                "cd " + scratch + " && openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2"
                        + " -keyout ca.key -out ca.crt -subj /CN=scratch 2>/dev/null");
    }

    /**
     * Makes a set on a host in a folder of its own.
     *
     * @param names subject alternative names in openssl's form
     */
    CertificateFolder make(HostName host, String folder, String names, String usages) {
        CertificateFolder set = new CertificateFolder(scratch.child(folder));
        ssh.files().makeFolder(host, set.base(), ETCD, "755").orThrow();
        ssh.files().makeFolder(host, set.version(1), ETCD, "755").orThrow();
        ssh.files().switchLink(host, set.current(), "v1").orThrow();
        String request = ssh.keys()
                .createRequest(host, set.version(1).child("member.key"), ETCD, host.value())
                .orThrow();
        put(host, set.version(1).child("member.crt"), sign(request, names, usages));
        put(host, set.version(1).child("ca.crt"), lab.exec(home, "cat " + scratch.child("ca.crt")) + "\n");
        return set;
    }

    private String sign(String request, String names, String usages) {
        ssh.files()
                .write(home, scratch.child("request"), new HostFile(request, ETCD, "600"))
                .orThrow();
        ssh.files()
                .write(
                        home,
                        scratch.child("extensions"),
                        new HostFile("subjectAltName=" + names + "\nextendedKeyUsage=" + usages + "\n", ETCD, "600"))
                .orThrow();
        return lab.exec(
                        home,
                        "cd " + scratch
                                + " && openssl x509 -req -in request -CA ca.crt -CAkey ca.key -CAcreateserial -days 2"
                                + " -extfile extensions 2>/dev/null")
                + "\n";
    }

    private void put(HostName host, FilePath path, String text) {
        ssh.files().write(host, path, new HostFile(text, ETCD, "644")).orThrow();
    }
}
