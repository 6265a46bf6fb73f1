package dev.etcdtls.engine.action;

import dev.etcdtls.consumer.FlannelFacts;
import dev.etcdtls.guard.MovedConsumer;
import dev.etcdtls.model.ErrorCode;
import dev.etcdtls.model.Outcome;
import dev.etcdtls.model.Problem;
import dev.etcdtls.model.Verdict;
import dev.etcdtls.observation.ConsumerFacts;
import dev.etcdtls.observation.Sight;
import dev.etcdtls.port.ConsumerProbe;
import dev.etcdtls.port.ConsumerProbe.Readyz;
import dev.etcdtls.step.Move;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Whether a consumer that was restarted works with its new settings.
 *
 * <ol>
 *   <li>Its unit is active and its process shows every setting of the plan.
 *   <li>What the kind can tell: a kube-apiserver is ready; a flanneld has kept subnet, link, routes and forwarding entries.
 *   <li>The readiness command of the inventory says so.
 * </ol>
 *
 * <p>It needs a moment, so the gate is asked again until it passes or its deadline is over; the last verdict counts.
 */
final class ConsumerGate {
    private static final Duration LONGEST = Duration.ofSeconds(90);

    /** A kube-apiserver repeats its last answer to faster questions. */
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final Equipment equipment;
    private final Move move;
    private Optional<FlannelFacts> before = Optional.empty();

    ConsumerGate(Equipment equipment, Move move) {
        this.equipment = equipment;
        this.move = move;
    }

    /** Before the restart: what it must keep. */
    void remember() {
        if (move.proof() instanceof Move.Proof.Flannel flannel) {
            before = Optional.of(
                    probe().flannel(move.host(), flannel.subnetFile()).orThrow());
        }
    }

    /** What it says at last: as soon as it passes, or when its deadline is over. */
    Verdict verdict() {
        List<Verdict> verdicts = new ArrayList<>();
        equipment.waiting().until(LONGEST, PAUSE, () -> {
            verdicts.add(attempt());
            return Optional.of(verdicts.getLast()).filter(verdict -> verdict instanceof Verdict.Pass);
        });
        return verdicts.getLast();
    }

    private Verdict attempt() {
        Verdict process = process();
        return process instanceof Verdict.Pass ? kind().and(ready()) : process;
    }

    private Verdict process() {
        var consumer = equipment.inventory().consumers().stream()
                .filter(entry -> entry.name().equals(move.consumer()))
                .findFirst()
                .orElseThrow();
        return switch (equipment
                .world()
                .hosts()
                .consumers()
                .look()
                .observe(consumer)
                .sight()) {
            case Sight.Seen<ConsumerFacts>(ConsumerFacts facts) ->
                MovedConsumer.runs(move, facts)
                        ? new Verdict.Pass()
                        : failed(List.of("its process does not show the settings of the plan"));
            case Sight.Unseen<ConsumerFacts>(Problem reason) -> new Verdict.Fail(List.of(reason));
        };
    }

    private Verdict kind() {
        return switch (move.proof()) {
            case Move.Proof.Apiserver apiserver -> readyz(apiserver);
            case Move.Proof.Flannel flannel -> kept(flannel);
            case Move.Proof.Command _ -> new Verdict.Pass();
        };
    }

    /** Without a token it may not tell; the readiness command decides then, if there is one. */
    private Verdict readyz(Move.Proof.Apiserver apiserver) {
        return switch (probe().readyz(move.host(), apiserver.address(), Optional.empty())) {
            case Outcome.Done<Readyz>(Readyz said) ->
                switch (said) {
                    case Readyz.Ready() -> new Verdict.Pass();
                    case Readyz.NotReady(String words) -> failed(List.of("it is not ready: " + words));
                    case Readyz.Forbidden(String words) ->
                        apiserver.ready().isPresent()
                                ? new Verdict.Pass()
                                : new Verdict.Inconclusive(List.of(problem("it does not tell whether it is ready ("
                                        + words + "), and the inventory has no readiness command")));
                };
            case Outcome.Refused<Readyz>(Problem problem) -> new Verdict.Fail(List.of(problem));
            case Outcome.Unknown<Readyz>(Problem problem) -> new Verdict.Fail(List.of(problem));
        };
    }

    private Verdict kept(Move.Proof.Flannel flannel) {
        return switch (probe().flannel(move.host(), flannel.subnetFile())) {
            case Outcome.Done<FlannelFacts>(FlannelFacts now) ->
                failed(before.map(then -> then.keptBy(now)).orElse(List.of()));
            case Outcome.Refused<FlannelFacts>(Problem problem) -> new Verdict.Fail(List.of(problem));
            case Outcome.Unknown<FlannelFacts>(Problem problem) -> new Verdict.Fail(List.of(problem));
        };
    }

    private Verdict ready() {
        if (move.proof().ready().isEmpty()) {
            return new Verdict.Pass();
        }
        return switch (probe().ready(move.host(), move.proof().ready().get())) {
            case Outcome.Done<ConsumerProbe.Readiness>(ConsumerProbe.Readiness said) ->
                failed(said.isReady() ? List.of() : List.of("its readiness command says no: " + said.words()));
            case Outcome.Refused<ConsumerProbe.Readiness>(Problem problem) -> new Verdict.Fail(List.of(problem));
            case Outcome.Unknown<ConsumerProbe.Readiness>(Problem problem) -> new Verdict.Fail(List.of(problem));
        };
    }

    /** Passes when nothing is wrong. */
    private Verdict failed(List<String> wrong) {
        return Verdict.of(wrong.stream().map(this::problem).toList());
    }

    private Problem problem(String summary) {
        return new Problem(
                ErrorCode.GATE_FAILED,
                "consumers/" + move.consumer(),
                summary,
                "look at journalctl -u " + move.site().unit() + " on " + move.host() + ", then resume");
    }

    private ConsumerProbe probe() {
        return equipment.world().hosts().consumers().probe();
    }
}
