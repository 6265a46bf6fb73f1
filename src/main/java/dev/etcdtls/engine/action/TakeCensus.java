package dev.etcdtls.engine.action;

import dev.etcdtls.engine.observe.Together;
import dev.etcdtls.event.Event;
import dev.etcdtls.model.ClientUrl;
import dev.etcdtls.model.ConsumerName;
import dev.etcdtls.model.ErrorCode;
import dev.etcdtls.model.HostName;
import dev.etcdtls.model.Problem;
import dev.etcdtls.model.ProblemException;
import dev.etcdtls.observation.ClusterObservation;
import dev.etcdtls.observation.EtcdService;
import dev.etcdtls.port.CensusTaker.ClientConnection;
import dev.etcdtls.port.CensusTaker.Speech;
import dev.etcdtls.step.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Waits until nobody speaks plaintext any more.
 *
 * <ol>
 *   <li>All members' client ports are watched for a window, all at once. A window is as long as the quiet time, so that one clean window is
 *       the proof and no client falls between two; very long quiet times are cut into minutes, so that the run can be stopped.
 *   <li>Who spoke plaintext, or nothing at all, is told, and the quiet time begins anew.
 *   <li>It ends when the quiet time has passed and every declared consumer was seen speaking TLS.
 *   <li>At the time limit an undeclared client is PLAINTEXT_CLIENT; declared consumers that have not moved are CENSUS_TIMED_OUT.
 * </ol>
 *
 * <p>Changes nothing, so it may be stopped at any window.
 */
final class TakeCensus {
    private static final Duration LONGEST_WINDOW = Duration.ofMinutes(1);

    private final Equipment equipment;
    private final Step.TakeCensus step;
    private final CensusBook book;
    private List<ConsumerName> toldMissing = List.of();

    TakeCensus(Equipment equipment, Step.TakeCensus step) {
        this.equipment = equipment;
        this.step = step;
        this.book = new CensusBook(equipment.inventory().consumers().stream()
                .filter(consumer -> step.consumers().contains(consumer.name()))
                .toList());
    }

    /** @param tlsOnly those of the ports on which nothing but https listens: who uses them speaks TLS or gets nothing */
    private record Watched(HostName host, SortedSet<Integer> ports, SortedSet<Integer> tlsOnly) {}

    Performed perform() {
        List<Watched> watched = watched(equipment.observe());
        Duration window = step.quiet().compareTo(LONGEST_WINDOW) < 0 ? step.quiet() : LONGEST_WINDOW;
        Instant begun = now();
        Duration quietFor = Duration.ZERO;
        while (true) {
            List<String> plaintext = book.enter(look(watched, window));
            quietFor = plaintext.isEmpty() ? quietFor.plus(window) : Duration.ZERO;
            equipment.world().run().events().tell(new Event.CensusTaken(plaintext, quietFor));
            if (quietFor.compareTo(step.quiet()) >= 0) {
                if (book.notYetSeenOnTls().isEmpty()) {
                    return done(watched, quietFor);
                }
                tellWhoIsMissing();
            }
            if (equipment.stopAsked()) {
                return new Performed.Failed(List.of(stopped()));
            }
            if (Duration.between(begun, now()).compareTo(step.longest()) >= 0) {
                return new Performed.Failed(timedOut());
            }
        }
    }

    /** Says once, and again when it changes, for whom the census still waits though nobody speaks plaintext. */
    private void tellWhoIsMissing() {
        List<ConsumerName> missing = book.notYetSeenOnTls();
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

    private List<ClientConnection> look(List<Watched> watched, Duration window) {
        return Together.ask(watched, one -> look(one, window)).stream()
                .flatMap(List::stream)
                .toList();
    }

    private List<ClientConnection> look(Watched one, Duration window) {
        return equipment.world().etcd().census().watch(one.host(), List.copyOf(one.ports()), window).orThrow().stream()
                .filter(connection -> connection.speech() == Speech.TLS
                        || !one.tlsOnly().contains(connection.local().port()))
                .toList();
    }

    private List<Watched> watched(ClusterObservation seen) {
        List<Watched> all = new ArrayList<>();
        step.members().forEach(member -> {
            List<ClientUrl> urls = seen.service(member.host())
                    .map(EtcdService::running)
                    .map(running -> running.listenClientUrls())
                    .orElseThrow(() -> new ProblemException(new Problem(
                            ErrorCode.MEMBER_DOWN,
                            "members/" + member.name(),
                            "its etcd could not be seen, so nobody knows who uses it",
                            "bring it back, then resume")));
            SortedSet<Integer> ports = new TreeSet<>();
            urls.forEach(url -> ports.add(url.authority().port()));
            SortedSet<Integer> tlsOnly = new TreeSet<>(ports);
            urls.stream()
                    .filter(url -> !url.isHttps())
                    .forEach(url -> tlsOnly.remove(url.authority().port()));
            all.add(new Watched(member.host(), ports, tlsOnly));
        });
        return all;
    }

    private Performed done(List<Watched> watched, Duration quietFor) {
        Evidence evidence = new Evidence().add("quiet for", quietFor).add("members watched", watched.size());
        book.seenOnTls().forEach(consumer -> evidence.add("consumer " + consumer, "seen speaking TLS"));
        return evidence.done();
    }

    private List<Problem> timedOut() {
        List<Problem> problems = new ArrayList<>();
        for (String client : book.undeclared()) {
            problems.add(new Problem(
                    ErrorCode.PLAINTEXT_CLIENT,
                    "clients",
                    "an undeclared client speaks plaintext: " + client,
                    "move it to TLS or stop it, declare it in the inventory if it stays; then resume"));
        }
        for (String consumer : book.lastDeclared()) {
            problems.add(waiting(consumer + " still speaks plaintext"));
        }
        book.notYetSeenOnTls()
                .forEach(consumer -> problems.add(waiting("consumer " + consumer + " was not seen speaking TLS")));
        if (problems.isEmpty()) {
            problems.add(waiting(
                    "the quiet time did not pass within " + step.longest().toMinutes() + " min"));
        }
        return problems;
    }

    private static Problem waiting(String summary) {
        return new Problem(
                ErrorCode.CENSUS_TIMED_OUT,
                "clients",
                summary,
                "move it to TLS and resume; every member accepts both until then, and may do so for long");
    }

    private static Problem stopped() {
        return new Problem(
                ErrorCode.STOPPED_BY_PERSON,
                "clients",
                "the census was stopped",
                "resume when it may go on; every member accepts both until then");
    }

    private Instant now() {
        return equipment.world().pacer().now();
    }
}
