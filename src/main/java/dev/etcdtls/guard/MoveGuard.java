package dev.etcdtls.guard;

import dev.etcdtls.model.Digest;
import dev.etcdtls.model.ErrorCode;
import dev.etcdtls.model.Problem;
import dev.etcdtls.observation.ClientCertificates;
import dev.etcdtls.observation.ClusterObservation;
import dev.etcdtls.observation.ConsumerFacts;
import dev.etcdtls.observation.ConsumerObservation;
import dev.etcdtls.observation.ConsumerUnit;
import dev.etcdtls.observation.Sight;
import dev.etcdtls.observation.SourceFile;
import dev.etcdtls.step.FileEdit;
import dev.etcdtls.step.Move;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What must hold just before a consumer is restarted with other settings. */
public final class MoveGuard {
    private MoveGuard() {}

    static List<Problem> problems(Move move, ClusterObservation seen) {
        Optional<ConsumerObservation> consumer = seen.consumer(move.consumer());
        if (consumer.isEmpty()) {
            return List.of(problem(
                    ErrorCode.WORLD_MOVED, move, "it is declared no longer", "plan again with today's inventory"));
        }
        return switch (consumer.get().sight()) {
            case Sight.Unseen<ConsumerFacts>(Problem reason) -> List.of(reason);
            case Sight.Seen<ConsumerFacts>(ConsumerFacts facts) ->
                MovedConsumer.isMoved(move, seen) ? List.of() : problems(move, seen, facts);
        };
    }

    private static List<Problem> problems(Move move, ClusterObservation seen, ConsumerFacts facts) {
        List<Problem> problems = new ArrayList<>();
        if (staged(move, seen).isEmpty()) {
            problems.add(problem(
                    ErrorCode.CERTIFICATE_UNFIT,
                    move,
                    "no certificate set is in use in " + move.certificates().base() + " on " + move.host(),
                    "plan again: the certificate is staged first"));
        }
        move.edits().forEach(edit -> altered(move, edit, facts).ifPresent(problems::add));
        problems.addAll(ofRestart(move, facts));
        return problems;
    }

    /** What a restart of its unit would do beside what the plan says; asked when the plan is made, too. */
    public static List<Problem> ofRestart(Move move, ConsumerFacts facts) {
        List<Problem> problems = new ArrayList<>();
        facts.unit().ifPresent(unit -> problems.addAll(ofUnit(move, unit)));
        if (facts.program().replaced()) {
            problems.add(problem(
                    ErrorCode.PENDING_CHANGES,
                    move,
                    facts.program().executable() + " was replaced since it was started",
                    "make it so with a restart of your own when that is fine, then plan again"));
        }
        return problems;
    }

    private static Optional<?> staged(Move move, ClusterObservation seen) {
        return seen.facts(move.host())
                .flatMap(host -> host.client(move.certificates()))
                .flatMap(ClientCertificates::current);
    }

    /** A file must be as it was planned, or as the move makes it, which is what one leaves behind that did not come to its restart. */
    private static Optional<Problem> altered(Move move, FileEdit edit, ConsumerFacts facts) {
        Optional<Digest> now = facts.sources().stream()
                .filter(file -> file.path().equals(edit.style().path()))
                .map(SourceFile::text)
                .map(Digest::of)
                .findFirst();
        boolean known = now.filter(digest -> digest.equals(edit.before()) || digest.equals(edit.after()))
                .isPresent();
        return known
                ? Optional.empty()
                : Optional.of(problem(
                        ErrorCode.WORLD_MOVED,
                        move,
                        edit.style().path() + " is neither as the plan saw it nor as the plan would make it",
                        "see who changed it, then plan again"));
    }

    private static List<Problem> ofUnit(Move move, ConsumerUnit unit) {
        List<Problem> problems = new ArrayList<>();
        if (unit.service().needsDaemonReload() && !move.editsUnits()) {
            problems.add(problem(
                    ErrorCode.PENDING_CHANGES,
                    move,
                    unit.service().name() + " was changed and systemd has not read it again",
                    "make it so with a restart of your own when that is fine, then plan again"));
        }
        if (!unit.dependents().isEmpty()) {
            problems.add(problem(
                    ErrorCode.DEPENDENT_UNITS,
                    move,
                    "its restart takes along "
                            + unit.dependents().stream().map(MoveGuard::words).collect(Collectors.joining(", ")),
                    "let them want " + unit.service().name()
                            + " instead (Wants=), systemctl daemon-reload, then plan again or resume"));
        }
        return problems;
    }

    private static String words(ConsumerUnit.Dependent dependent) {
        return dependent.unit() + " (" + dependent.tie().key() + "="
                + dependent.saidBy().map(file -> " in " + file.path()).orElse("") + ")";
    }

    private static Problem problem(ErrorCode code, Move move, String summary, String next) {
        return new Problem(code, "consumers/" + move.consumer(), summary, next);
    }
}
