package dev.etcdtls.engine.action;

import dev.etcdtls.step.RemoveCertificates;

/** Removes a member's certificate sets, keys included. Restarts nothing. */
final class CertificateRemoval {
    private final Equipment equipment;

    CertificateRemoval(Equipment equipment) {
        this.equipment = equipment;
    }

    Performed perform(RemoveCertificates step) {
        equipment
                .world()
                .hosts()
                .files()
                .remove(step.host(), step.folder().base())
                .orThrow();
        return new Evidence().add("removed " + step.folder().base(), "yes").done();
    }
}
