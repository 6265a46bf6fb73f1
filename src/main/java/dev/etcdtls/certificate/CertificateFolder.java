package dev.etcdtls.certificate;

import dev.etcdtls.model.FilePath;
import java.util.Locale;

/**
 * Where a host keeps its certificate sets: {@code <base>/v<N>/} holds certificate, key and trusted CAs of one issue, and the symbolic
 * link {@code <base>/current} is switched by one rename, so that key and certificate can never disagree.
 *
 * @param stem what certificate and key are called
 */
public record CertificateFolder(FilePath base, Stem stem) {
    public static final CertificateFolder MEMBER = new CertificateFolder(new FilePath("/etc/etcd/tls"));

    /** Of a member. */
    public CertificateFolder(FilePath base) {
        this(base, Stem.MEMBER);
    }

    /** The name of certificate and key without their ending. */
    public enum Stem {
        MEMBER,
        CLIENT;

        private String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Of a client of etcd. */
    public static CertificateFolder ofClient(FilePath base) {
        return new CertificateFolder(base, Stem.CLIENT);
    }

    public FilePath version(int number) {
        return base.child("v" + number);
    }

    public FilePath current() {
        return base.child("current");
    }

    public FilePath certificate() {
        return certificate(current());
    }

    public FilePath key() {
        return key(current());
    }

    public FilePath trustedCa() {
        return trustedCa(current());
    }

    /** The certificate in one set of this folder. */
    public FilePath certificate(FilePath set) {
        return set.child(stem.text() + ".crt");
    }

    /** The key in one set of this folder. */
    public FilePath key(FilePath set) {
        return set.child(stem.text() + ".key");
    }

    /** The trusted CAs in one set of this folder. */
    public FilePath trustedCa(FilePath set) {
        return set.child("ca.crt");
    }
}
