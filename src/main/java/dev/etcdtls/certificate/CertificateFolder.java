package dev.etcdtls.certificate;

import dev.etcdtls.model.FilePath;

/**
 * Where a host keeps its certificate sets: {@code <base>/v<N>/} holds certificate, key and trusted CAs of one issue, and the symbolic
 * link {@code <base>/current} is switched by one rename, so that key and certificate can never disagree.
 */
public record CertificateFolder(FilePath base) {
    public static final CertificateFolder MEMBER = new CertificateFolder(new FilePath("/etc/etcd/tls"));

    public FilePath version(int number) {
        return base.child("v" + number);
    }

    public FilePath current() {
        return base.child("current");
    }

    public FilePath certificate() {
        return current().child("member.crt");
    }

    public FilePath key() {
        return current().child("member.key");
    }

    public FilePath trustedCa() {
        return current().child("ca.crt");
    }
}
