package dev.etcdtls.engine.action;

import dev.etcdtls.engine.observe.Together;
import dev.etcdtls.event.Event;
import dev.etcdtls.model.Authority;
import dev.etcdtls.model.ClientUrl;
import dev.etcdtls.model.HostName;
import dev.etcdtls.model.Problem;
import dev.etcdtls.observation.ClusterObservation;
import dev.etcdtls.observation.EtcdService;
import dev.etcdtls.port.CensusTaker.ClientConnection;
import dev.etcdtls.port.CensusTaker.Speech;
import dev.etcdtls.step.TakeTlsCensus;
import dev.etcdtls.step.TakeTlsCensus.Withdrawn;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Waits until nobody but the tool speaks TLS at the listeners that are about to go.
 *
 * <ol>
 *   <li>The members' client ports are watched for a window, all at once. A window is as long as the quiet time, and a minute at most.
 *   <li>Who spoke TLS at one of the listeners, or nothing at all, is told, and the quiet time begins anew.
 *   <li>It ends when the quiet time has passed and every consumer that is asked for was seen speaking plaintext.
 *   <li>At the time limit an undeclared client is TLS_CLIENT; declared consumers that have not moved back are CENSUS_TIMED_OUT.
 * </ol>
 *
 * <p>Changes nothing, so it may be paused or stopped at any window. After a pause the quiet time begins anew.
 */
final class TlsCensus {
    private static final Duration LONGEST_WINDOW = Duration.ofMinutes(1);

    private final Equipment equipment;
    private final TakeTlsCensus step;
    private final CensusBook book;

    TlsCensus(Equipment equipment, TakeTlsCensus step) {
        this.equipment = equipment;
        this.step = step;
        this.book = new CensusBook(
                new DeclaredConsumers(equipment.inventory().consumers().stream()
                        .filter(consumer -> step.consumers().contains(consumer.name()))
                        .toList()),
                Speech.PLAINTEXT);
    }

    /**
     * @param going the addresses of listeners that will be taken away
     * @param staying the ports on which others stay
     */
    private record Watched(HostName host, SortedSet<Integer> ports, List<Authority> going, SortedSet<Integer> staying) {
        /** Whether nothing listens on that port afterwards: who only knocks there loses something, too. */
        boolean closes(Authority local) {
            return !staying.contains(local.port());
        }

        /** A listener may have a name for the address that a connection has: {@code localhost} is 127.0.0.1 there. */
        boolean goes(Authority local) {
            return going.stream()
                    .filter(listener -> listener.port() == local.port())
                    .anyMatch(listener -> listener.equals(local)
                            || listener.isWildcard()
                            || listener.isLoopback() && local.isLoopback());
        }
    }

    Performed perform() {
        List<Watched> watched = watched(equipment.observe());
        Duration window = step.quiet().compareTo(LONGEST_WINDOW) < 0 ? step.quiet() : LONGEST_WINDOW;
        Instant begun = now();
        Duration quietFor = Duration.ZERO;
        while (!watched.isEmpty()) {
            List<String> users = book.enter(look(watched, window));
            quietFor = users.isEmpty() ? quietFor.plus(window) : Duration.ZERO;
            equipment.world().run().events().tell(new Event.CensusTaken(users, quietFor));
            if (quietFor.compareTo(step.quiet()) >= 0 && book.notYetSeenMoved().isEmpty()) {
                break;
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
                return new Performed.Failed(CensusWords.TO_PLAINTEXT.timedOut(book, step.longest()));
            }
        }
        Evidence evidence = new Evidence().add("quiet for", quietFor).add("members watched", watched.size());
        book.seenMoved().forEach(consumer -> evidence.add("consumer " + consumer, "seen speaking plaintext"));
        return evidence.done();
    }

    private List<ClientConnection> look(List<Watched> watched, Duration window) {
        return Together.ask(watched, one -> look(one, window)).stream()
                .flatMap(List::stream)
                .toList();
    }

    private List<ClientConnection> look(Watched one, Duration window) {
        return equipment.world().etcd().census().watch(one.host(), List.copyOf(one.ports()), window).orThrow().stream()
                .filter(connection -> connection.speech().proves(Speech.PLAINTEXT) || one.goes(connection.local()))
                .map(connection -> connection.speech() == Speech.KNOCK && one.closes(connection.local())
                        ? connection.withSpeech(Speech.SILENT)
                        : connection)
                .toList();
    }

    /** Listeners that are gone already are not watched; where consumers are asked for, every client port of every member is. */
    private List<Watched> watched(ClusterObservation seen) {
        List<Watched> all = new ArrayList<>();
        for (Withdrawn withdrawn : step.withdrawn()) {
            HostName host = withdrawn.member().host();
            List<ClientUrl> listening = seen.service(host)
                    .map(EtcdService::running)
                    .map(running -> running.listenClientUrls())
                    .orElse(List.of());
            List<Authority> going = withdrawn.listeners().stream()
                    .filter(listening::contains)
                    .map(ClientUrl::authority)
                    .toList();
            SortedSet<Integer> staying = new TreeSet<>();
            listening.stream()
                    .filter(url -> !withdrawn.listeners().contains(url))
                    .forEach(url -> staying.add(url.authority().port()));
            SortedSet<Integer> ports = new TreeSet<>();
            going.forEach(listener -> ports.add(listener.port()));
            if (!step.consumers().isEmpty()) {
                listening.forEach(url -> ports.add(url.authority().port()));
            }
            if (!ports.isEmpty()) {
                all.add(new Watched(host, ports, going, staying));
            }
        }
        return all.stream().allMatch(one -> one.going().isEmpty()) ? List.of() : all;
    }

    private Instant now() {
        return equipment.world().pacer().now();
    }
}
