package dev.etcdtls.engine.action;

import dev.etcdtls.engine.observe.Together;
import dev.etcdtls.model.Outcome;
import dev.etcdtls.model.Problem;
import dev.etcdtls.model.ProblemException;
import dev.etcdtls.model.Verdict;
import dev.etcdtls.port.Nothing;
import dev.etcdtls.port.Rehearsal;
import dev.etcdtls.step.Step;
import dev.etcdtls.step.Step.Rehearse.Site;
import java.util.ArrayList;
import java.util.List;

/**
 * Every host dials every other's throw-away server, and its own, on both planes, with the staged files.
 *
 * <ol>
 *   <li>Serve on every site.
 *   <li>From each site dial all: a TLS failure fails the step; an address that cannot be reached is inconclusive and a person may go on,
 *       because scratch ports may be closed where the real ones are open.
 *   <li>Stop every server, whatever happened before.
 * </ol>
 */
final class Rehearse {
    private final Equipment equipment;
    private final Rehearsal rehearsal;

    Rehearse(Equipment equipment) {
        this.equipment = equipment;
        this.rehearsal = equipment.world().hosts().rehearsal();
    }

    Performed perform(Step.Rehearse step) {
        Verdict verdict = stopAfter(step);
        switch (verdict) {
            case Verdict.Pass() -> {}
            case Verdict.Fail(List<Problem> problems) -> {
                return new Performed.Failed(problems);
            }
            case Verdict.Inconclusive(List<Problem> problems) -> equipment.goOnOrStop(step, problems);
        }
        int sites = step.sites().size();
        return new Evidence()
                .add("handshakes", 2 * sites * sites)
                .add("ports", step.clientPort() + ", " + step.peerPort())
                .add("inconclusive", verdict.problems().size())
                .done();
    }

    private Verdict stopAfter(Step.Rehearse step) {
        try {
            return rehearse(step);
        } finally {
            List<Problem> left = problems(Together.ask(step.sites(), rehearsal::stop));
            left.forEach(problem -> equipment.tell(step, "a throw-away server may be left: " + problem));
        }
    }

    private Verdict rehearse(Step.Rehearse step) {
        List<Problem> notServing =
                problems(Together.ask(step.sites(), site -> rehearsal.serve(site, step.clientPort(), step.peerPort())));
        if (!notServing.isEmpty()) {
            throw new ProblemException(notServing);
        }
        int servers = step.sites().size();
        equipment.tell(
                step,
                servers + (servers == 1 ? " throw-away server answers" : " throw-away servers answer")
                        + " with the staged files");
        return Together.ask(step.sites(), from -> dialAll(from, step)).stream().reduce(Verdict.pass(), Verdict::and);
    }

    private Verdict dialAll(Site from, Step.Rehearse step) {
        Verdict all = Verdict.pass();
        for (Site to : step.sites()) {
            for (int port : List.of(step.clientPort(), step.peerPort())) {
                all = all.and(rehearsal.dial(from, to, port));
            }
        }
        return all;
    }

    private static List<Problem> problems(List<Outcome<Nothing>> outcomes) {
        List<Problem> problems = new ArrayList<>();
        for (Outcome<Nothing> outcome : outcomes) {
            switch (outcome) {
                case Outcome.Done<Nothing> _ -> {}
                case Outcome.Refused<Nothing>(Problem problem) -> problems.add(problem);
                case Outcome.Unknown<Nothing>(Problem problem) -> problems.add(problem);
            }
        }
        return problems;
    }
}
