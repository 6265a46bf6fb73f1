package dev.etcdtls.cli;

import dev.etcdtls.adapter.terminal.TerminalSupervisor.Approval;
import dev.etcdtls.engine.GateMode;
import dev.etcdtls.step.Phase;
import java.util.Optional;
import picocli.CommandLine.Option;

/** How a run is supervised. */
final class RunFlags {
    enum Approve {
        ENFORCE
    }

    @Option(
            names = "--gate",
            paramLabel = "step|phase|enforce|none",
            description = {
                "where to ask: before each step, each phase, or only before plaintext is closed (enforce, the default).",
                "none asks no more than enforce does: closing plaintext always needs a yes"
            })
    private GateMode gate = GateMode.ENFORCE;

    @Option(names = "--approve", paramLabel = "enforce", description = "say yes to closing plaintext beforehand")
    private Optional<Approve> approve = Optional.empty();

    @Option(names = "--until", paramLabel = "PHASE", description = "rest after this phase: ${COMPLETION-CANDIDATES}")
    private Optional<Phase> until = Optional.empty();

    GateMode gate() {
        return gate;
    }

    Approval approval() {
        return approve.isPresent() ? Approval.ENFORCE : Approval.NONE;
    }

    Optional<Phase> until() {
        return until;
    }
}
