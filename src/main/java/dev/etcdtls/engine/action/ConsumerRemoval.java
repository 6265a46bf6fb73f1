package dev.etcdtls.engine.action;

import dev.etcdtls.consumer.ClientPlace;
import dev.etcdtls.model.Problem;
import dev.etcdtls.model.ProblemException;
import dev.etcdtls.observation.CertificateSet;
import dev.etcdtls.observation.HostFacts;
import dev.etcdtls.observation.Sight;
import dev.etcdtls.port.HostFiles;
import dev.etcdtls.step.RemoveConsumerCertificates;
import dev.etcdtls.step.RemoveConsumerCertificates.Removal;

/**
 * Removes the certificate sets that were staged for consumers, one after the other. The link goes first, so that it never leads to nothing;
 * one that leads to a set of somebody else's stays.
 */
final class ConsumerRemoval {
    private final Equipment equipment;
    private final RemoveConsumerCertificates step;
    private final HostFiles files;

    ConsumerRemoval(Equipment equipment, RemoveConsumerCertificates step) {
        this.equipment = equipment;
        this.step = step;
        this.files = equipment.world().hosts().files();
    }

    Performed perform() {
        Evidence evidence = new Evidence();
        for (Removal one : step.removals()) {
            if (!leadsElsewhere(one)) {
                files.remove(one.host(), one.folder().current()).orThrow();
            }
            for (int version : one.versions()) {
                files.remove(one.host(), one.folder().version(version)).orThrow();
                evidence.add("removed " + one.folder().version(version) + " on " + one.host(), "yes");
            }
        }
        return evidence.done();
    }

    private boolean leadsElsewhere(Removal one) {
        return facts(one).certificates(one.folder()).stream()
                .filter(CertificateSet::current)
                .anyMatch(set -> !one.versions().contains(set.version()));
    }

    private HostFacts facts(Removal one) {
        return switch (equipment
                .world()
                .hosts()
                .look()
                .observe(one.host(), ClientPlace.on(equipment.inventory(), one.host()))
                .sight()) {
            case Sight.Seen<HostFacts>(HostFacts seen) -> seen;
            case Sight.Unseen<HostFacts>(Problem reason) -> throw new ProblemException(reason);
        };
    }
}
