package dev.etcdtls.engine.action;

import dev.etcdtls.model.FilePath;
import dev.etcdtls.step.Step;

/** Removes what the migration left on a host. Restarts nothing. */
final class RemoveLeftovers {
    private final Equipment equipment;

    RemoveLeftovers(Equipment equipment) {
        this.equipment = equipment;
    }

    Performed perform(Step.RemoveLeftovers step) {
        Evidence evidence = new Evidence();
        for (FilePath path : step.paths()) {
            equipment.world().hosts().files().remove(step.host(), path).orThrow();
            evidence.add("removed " + path, "yes");
        }
        // What a switch kept for a step that was never tried again; nothing is left of one that was disarmed.
        equipment.world().hosts().deadMan().forget(step.host()).orThrow();
        return evidence.done();
    }
}
