package dev.etcdtls.step;

import dev.etcdtls.certificate.CertificateFolder;
import dev.etcdtls.model.HostName;
import dev.etcdtls.model.MemberName;

/** Removes every certificate set of a member from its host, keys included. Nothing uses them, and nothing is restarted. */
public record RemoveCertificates(MemberName member, HostName host, CertificateFolder folder) implements Step {
    @Override
    public Phase phase() {
        return Phase.UNSTAGE;
    }

    @Override
    public String what() {
        return member.value();
    }
}
