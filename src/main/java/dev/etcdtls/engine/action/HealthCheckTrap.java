package dev.etcdtls.engine.action;

import dev.etcdtls.engine.observe.Together;
import dev.etcdtls.guard.SeatedMember;
import dev.etcdtls.inventory.Inventory;
import dev.etcdtls.model.Authority;
import dev.etcdtls.model.ErrorCode;
import dev.etcdtls.model.HostName;
import dev.etcdtls.model.Outcome;
import dev.etcdtls.model.Problem;
import dev.etcdtls.observation.ClusterObservation;
import dev.etcdtls.port.CensusTaker;
import dev.etcdtls.port.CensusTaker.ClientConnection;
import dev.etcdtls.port.CensusTaker.Speech;
import dev.etcdtls.step.Step;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Somebody whom nobody declared asks members for their health over plaintext. A load balancer that does so takes every member out of service
 * at once when plaintext is closed, and its owner has to know long before. The members' client ports are watched for a short while; changes
 * nothing.
 */
public final class HealthCheckTrap {
    /** Load balancers ask every 2 to 30 s. */
    private static final Duration SHORTEST = Duration.ofSeconds(10);

    private static final Duration LONGEST = Duration.ofSeconds(30);

    private final CensusTaker census;
    private final Consumer<String> told;

    /** @param told is told before it takes its time */
    public HealthCheckTrap(CensusTaker census, Consumer<String> told) {
        this.census = census;
        this.told = told;
    }

    /** @param ports those on which it serves plaintext clients */
    private record Watched(SeatedMember seat, List<Integer> ports) {}

    private record Heard(SeatedMember seat, ClientConnection connection) {}

    /** A problem for each who asks, when these steps close plaintext; or why that could not be seen. */
    public List<Problem> problems(Inventory inventory, ClusterObservation seen, List<Step> steps) {
        Optional<Step.TakeCensus> closing = steps.stream()
                .filter(Step.TakeCensus.class::isInstance)
                .map(Step.TakeCensus.class::cast)
                .findFirst();
        return closing.map(step -> watch(inventory, seen, window(step.quiet()))).orElse(List.of());
    }

    private static Duration window(Duration quiet) {
        Duration capped = quiet.compareTo(LONGEST) < 0 ? quiet : LONGEST;
        return capped.compareTo(SHORTEST) > 0 ? capped : SHORTEST;
    }

    private List<Problem> watch(Inventory inventory, ClusterObservation seen, Duration window) {
        told.accept("watching the members' client ports for " + window.toSeconds()
                + " s: does a load balancer ask for their health? ...");
        List<Watched> members = SeatedMember.all(seen).stream()
                .map(seat -> new Watched(seat, plaintextPorts(seat)))
                .filter(one -> !one.ports().isEmpty())
                .toList();
        List<Outcome<List<ClientConnection>>> answers =
                Together.ask(members, one -> census.watch(one.seat().host(), one.ports(), window));
        List<Heard> heard = new ArrayList<>();
        List<Problem> unseen = new ArrayList<>();
        for (int i = 0; i < members.size(); i++) {
            SeatedMember seat = members.get(i).seat();
            switch (answers.get(i)) {
                case Outcome.Done<List<ClientConnection>>(List<ClientConnection> connections) ->
                    connections.forEach(connection -> heard.add(new Heard(seat, connection)));
                case Outcome.Refused<List<ClientConnection>>(Problem problem) -> unseen.add(problem);
                case Outcome.Unknown<List<ClientConnection>>(Problem problem) -> unseen.add(problem);
            }
        }
        return unseen.isEmpty() ? judged(inventory, heard, window) : unseen;
    }

    private static List<Integer> plaintextPorts(SeatedMember seat) {
        return Stream.concat(seat.running().listenClientUrls().stream(), seat.running().listenClientHttpUrls().stream())
                .filter(url -> !url.isHttps())
                .map(url -> url.authority().port())
                .distinct()
                .toList();
    }

    private static List<Problem> judged(Inventory inventory, List<Heard> heard, Duration window) {
        DeclaredBalancers balancers =
                new DeclaredBalancers(inventory.tuning().clients().balancers(), "");
        DeclaredConsumers consumers = new DeclaredConsumers(inventory.consumers());
        Map<String, List<Heard>> byWho = new TreeMap<>();
        heard.stream()
                .filter(one -> one.connection().speech() == Speech.HEALTH_CHECK)
                .filter(one -> !staysPlaintext(inventory, one.connection().local()))
                .filter(one -> balancers.asking(one.connection()).isEmpty())
                .filter(one -> consumers.of(one.connection()).isEmpty())
                .forEach(one ->
                        byWho.computeIfAbsent(who(one), _ -> new ArrayList<>()).add(one));
        List<Problem> problems = new ArrayList<>();
        byWho.forEach((who, asked) -> problems.add(problem(who, asked, window)));
        return problems;
    }

    private static boolean staysPlaintext(Inventory inventory, Authority local) {
        return inventory.names().keepPlaintext().contains(local);
    }

    private static Problem problem(String who, List<Heard> asked, Duration window) {
        SortedSet<String> where = new TreeSet<>();
        asked.forEach(one -> where.add(
                one.seat().member().name() + ":" + one.connection().local().port()));
        return new Problem(
                ErrorCode.HEALTH_CHECK_TRAP,
                "clients",
                who + " asks GET /health on " + String.join(", ", where) + " ("
                        + (asked.size() == 1 ? "once" : asked.size() + " times") + " in " + window.toSeconds()
                        + " s): it takes every member out of service when plaintext is closed",
                "declare it under balancers, or change its check to TCP, then plan again");
    }

    /** Each check may come from a process of its own, and from a port of its own. */
    private static String who(Heard one) {
        ClientConnection connection = one.connection();
        String process = connection.process().replaceAll("/\\d+$", "");
        HostName member = one.seat().host();
        String where =
                connection.where().isEmpty() && connection.remote().isLoopback() ? member.value() : connection.where();
        String words = (process.isEmpty() ? "" : process)
                + (connection.unit().isEmpty() ? "" : " of " + connection.unit())
                + (where.isEmpty() ? "" : " on " + where);
        return connection.remote().bareHost() + (words.isEmpty() ? "" : " (" + words.strip() + ")");
    }
}
