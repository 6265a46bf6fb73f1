package dev.etcdtls.engine.action;

import dev.etcdtls.engine.proof.Proof;
import dev.etcdtls.engine.proof.Proofs;
import dev.etcdtls.engine.proof.RefusedClients;
import dev.etcdtls.model.Problem;
import dev.etcdtls.model.Verdict;
import dev.etcdtls.observation.ClusterObservation;
import dev.etcdtls.port.World;
import dev.etcdtls.step.Step;
import java.util.List;
import java.util.Optional;

/** Proves the end state and writes what was seen as evidence. Changes nothing. */
final class VerifyEndState {
    private final Equipment equipment;

    VerifyEndState(Equipment equipment) {
        this.equipment = equipment;
    }

    Performed perform(Step.VerifyEndState step) {
        World world = equipment.world();
        ClusterObservation seen = equipment.observe();
        // Before the proofs, which are refused on purpose and would be among them.
        RefusedClients.Report refused = new RefusedClients(world.etcd().census(), equipment.inventory()).of(seen);
        List<Proof> proofs = new Proofs(
                        world.etcd(), world.hosts().dialer(), world.run().operator(), world.pacer())
                .all(seen, equipment.inventory(), Optional.of(equipment.plan().baseline()));
        world.run().folder().evidence("end-state.txt", Proofs.text(proofs));
        if (!refused.lines().isEmpty()) {
            world.run().folder().evidence("refused-clients.txt", String.join("\n", refused.lines()) + "\n");
            refused.lines().forEach(line -> equipment.tell(step, "refused since plaintext was closed: " + line));
        }
        switch (Proofs.verdict(proofs)) {
            case Verdict.Pass() -> equipment.tell(step, proofs.size() + " statements hold");
            case Verdict.Fail(List<Problem> problems) -> {
                return new Performed.Failed(problems);
            }
            case Verdict.Inconclusive(List<Problem> problems) -> equipment.goOnOrStop(step, problems);
        }
        Evidence evidence = new Evidence().add("proofs", proofs.size());
        if (!refused.lines().isEmpty()) {
            evidence.add("refused since plaintext was closed", String.join("; ", refused.lines()));
        }
        proofs.stream()
                .filter(proof -> proof.name().startsWith("certificate of")
                        || proof.name().startsWith("data:"))
                .forEach(proof -> evidence.add(proof.name(), proof.detail()));
        return evidence.done();
    }
}
