package dev.etcdtls.cli;

import dev.etcdtls.adapter.terminal.TerminalSupervisor.Approval;
import dev.etcdtls.adapter.terminal.TerminalSupervisor.Consent;
import dev.etcdtls.adapter.terminal.TerminalSupervisor.Patience;
import dev.etcdtls.engine.GateMode;
import dev.etcdtls.engine.proof.ProofSettings;
import dev.etcdtls.step.Phase;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** How a run is supervised. */
final class RunFlags {
    /** What may be approved beforehand. */
    enum Approve {
        ENFORCE,
        REVERT
    }

    @Option(
            names = "--gate",
            paramLabel = "step|phase|enforce|none",
            description = {
                "where to ask: before each step, each phase, or only before plaintext is closed (enforce, the default).",
                "none asks no more than enforce does: closing plaintext always needs a yes"
            })
    private GateMode gate = GateMode.ENFORCE;

    @Option(
            names = "--approve",
            paramLabel = "enforce|revert",
            description = "say yes beforehand to closing plaintext, or to going back to it")
    private Optional<Approve> approve = Optional.empty();

    @Option(
            names = "--wait-for-continue",
            description = {
                "when a yes is needed and nobody is at the terminal, wait for etcd-tls continue from another one;",
                "at the gate before plaintext is closed, who still speaks it is watched and told meanwhile"
            })
    private boolean waitForContinue;

    @Option(
            names = "--continue-file",
            paramLabel = "FILE",
            description =
                    "as --wait-for-continue; making this file while the run waits is the yes to closing plaintext")
    private Optional<Path> continueFile = Optional.empty();

    @Option(names = "--until", paramLabel = "PHASE", description = "rest after this phase: ${COMPLETION-CANDIDATES}")
    private Optional<Phase> until = Optional.empty();

    @Option(
            names = "--stall-budget",
            paramLabel = "TIME",
            converter = Budget.class,
            description =
                    "hold when a writing client waits longer than this for an acknowledgement, like 500ms or 2s (1s)")
    private Duration stallBudget = ProofSettings.DEFAULT.stallBudget();

    GateMode gate() {
        return gate;
    }

    Consent consent() {
        return new Consent(
                approval(), waitForContinue || continueFile.isPresent() ? Patience.WAITS : Patience.NONE, continueFile);
    }

    private Approval approval() {
        return approve.map(what -> switch (what) {
                    case ENFORCE -> Approval.ENFORCE;
                    case REVERT -> Approval.REVERT;
                })
                .orElse(Approval.NONE);
    }

    /** A way back has an end of its own. */
    void demandNoUntil(Main main) {
        if (until.isPresent()) {
            throw main.usage("a way back ends where --to of revert says; --until is for the way there");
        }
    }

    Optional<Phase> until() {
        return until;
    }

    ProofSettings proof() {
        return ProofSettings.DEFAULT.withStallBudget(stallBudget);
    }

    /** A duration as people write it. */
    static final class Budget implements ITypeConverter<Duration> {
        private static final Pattern TEXT = Pattern.compile("([1-9][0-9]{0,5})(ms|s)");

        @Override
        public Duration convert(String text) {
            Matcher matcher = TEXT.matcher(text);
            if (!matcher.matches()) {
                throw new TypeConversionException("'" + text + "' is no duration; write it like 500ms or 2s");
            }
            long number = Long.parseLong(matcher.group(1));
            return matcher.group(2).equals("ms") ? Duration.ofMillis(number) : Duration.ofSeconds(number);
        }
    }
}
