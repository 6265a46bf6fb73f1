package dev.etcdtls.engine.action;

import dev.etcdtls.event.Event;
import dev.etcdtls.model.ConsumerName;
import dev.etcdtls.model.Problem;
import dev.etcdtls.step.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;

/**
 * Waits until nobody speaks plaintext any more.
 *
 * <ol>
 *   <li>All members' client ports are watched for a window, all at once. A window is as long as the quiet time, so that one clean window is
 *       the proof and no client falls between two; very long quiet times are cut into minutes, so that the run can be stopped.
 *   <li>Who spoke plaintext, or nothing at all, is told, and the quiet time begins anew; the silence of a declared consumer counts as TLS
 *       when its very process proves it.
 *   <li>It ends when the quiet time has passed and every declared consumer was seen speaking TLS.
 *   <li>At the time limit an undeclared client is PLAINTEXT_CLIENT; declared consumers that have not moved are CENSUS_TIMED_OUT.
 * </ol>
 *
 * <p>Changes nothing, so it may be paused or stopped at any window. After a pause the quiet time begins anew.
 */
final class TakeCensus {
    private static final Duration LONGEST_WINDOW = Duration.ofMinutes(1);

    private final Equipment equipment;
    private final Step.TakeCensus step;
    private List<ConsumerName> toldMissing = List.of();
    private List<String> toldReasons = List.of();

    TakeCensus(Equipment equipment, Step.TakeCensus step) {
        this.equipment = equipment;
        this.step = step;
    }

    Performed perform() {
        PlaintextWatch watch = new PlaintextWatch(equipment, step);
        CensusBook book = watch.book();
        Duration window = step.quiet().compareTo(LONGEST_WINDOW) < 0 ? step.quiet() : LONGEST_WINDOW;
        Instant begun = now();
        Duration quietFor = Duration.ZERO;
        while (true) {
            List<String> plaintext = watch.look(window);
            quietFor = plaintext.isEmpty() ? quietFor.plus(window) : Duration.ZERO;
            equipment.world().run().events().tell(new Event.CensusTaken(plaintext, quietFor));
            tellWhySilenceHolds(watch.reasons());
            if (quietFor.compareTo(step.quiet()) >= 0) {
                if (book.notYetSeenMoved().isEmpty()) {
                    return done(watch, quietFor);
                }
                tellWhoIsMissing(book);
            }
            if (equipment.restAsked()) {
                List<Problem> end = equipment.vigil().rest(step);
                if (!end.isEmpty()) {
                    return new Performed.Failed(end);
                }
                // Nobody watched meanwhile.
                begun = now();
                quietFor = Duration.ZERO;
            }
            if (Duration.between(begun, now()).compareTo(step.longest()) >= 0) {
                return new Performed.Failed(CensusWords.TO_TLS.timedOut(book, step.longest()));
            }
        }
    }

    /** Says once, and again when it changes, for whom the census still waits though nobody speaks plaintext. */
    private void tellWhoIsMissing(CensusBook book) {
        List<ConsumerName> missing = book.notYetSeenMoved();
        if (!missing.equals(toldMissing)) {
            toldMissing = missing;
            equipment.tell(
                    step,
                    "waiting to see TLS of "
                            + String.join(
                                    ", ",
                                    missing.stream()
                                            .map(name -> "consumer " + name)
                                            .toList()));
        }
    }

    /** Says once, and again when it changes, why a consumer that says nothing is not taken for moved. */
    private void tellWhySilenceHolds(List<String> reasons) {
        if (!reasons.equals(toldReasons)) {
            toldReasons = reasons;
            reasons.forEach(reason -> equipment.tell(step, reason));
        }
    }

    private Performed done(PlaintextWatch watch, Duration quietFor) {
        Evidence evidence = new Evidence().add("quiet for", quietFor).add("members watched", watch.members());
        if (!watch.book().knocks().isEmpty()) {
            String knocks = String.join("; ", watch.book().knocks());
            equipment.tell(step, "connects, and goes away without a word, which holds nothing: " + knocks);
            evidence.add("only knocks", knocks);
        }
        SortedMap<ConsumerName, String> proofs = watch.proofs();
        watch.book()
                .seenMoved()
                .forEach(consumer ->
                        evidence.add("consumer " + consumer, proofs.getOrDefault(consumer, "seen speaking TLS")));
        return evidence.done();
    }

    private Instant now() {
        return equipment.world().pacer().now();
    }
}
