package dev.etcdtls.engine.proof;

import dev.etcdtls.inventory.Inventory;
import dev.etcdtls.model.HostName;
import dev.etcdtls.model.Outcome;
import dev.etcdtls.model.Problem;
import dev.etcdtls.observation.ClusterObservation;
import dev.etcdtls.observation.EtcdService;
import dev.etcdtls.observation.MemberObservation;
import dev.etcdtls.port.CensusTaker;
import dev.etcdtls.port.CensusTaker.Rejection;
import dev.etcdtls.port.CensusTaker.Rejections;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Who was refused by the members that have closed plaintext, since they were started without it: a client that was left behind shows here,
 * by its address. A report and no proof: whoever is refused may have no business with etcd. To be asked before any {@link Proofs}, whose own
 * attempts are refused on purpose. Changes nothing.
 */
public final class RefusedClients {
    private static final int MOST_LINES = 20;

    private final CensusTaker census;
    private final Inventory inventory;

    public RefusedClients(CensusTaker census, Inventory inventory) {
        this.census = census;
        this.inventory = inventory;
    }

    /**
     * @param since the earliest moment from which something is told; empty when no member has closed plaintext
     * @param lines one for each source and reason, the most frequent first, and one for each member that could not be asked
     */
    public record Report(Optional<Instant> since, List<String> lines) {
        public Report {
            lines = List.copyOf(lines);
        }
    }

    /** Asks every member of which the observation shows that it serves TLS only. */
    public Report of(ClusterObservation seen) {
        List<Instant> since = new ArrayList<>();
        Map<Refused, Count> counts = new TreeMap<>();
        List<String> unread = new ArrayList<>();
        for (MemberObservation member : seen.members()) {
            Optional<HostName> host = member.host();
            Optional<EtcdService> service = host.flatMap(seen::service).filter(this::isTlsOnly);
            if (host.isEmpty() || service.isEmpty()) {
                continue;
            }
            switch (census.rejections(host.get(), service.get().unit().name(), Instant.EPOCH)) {
                case Outcome.Done<Rejections>(Rejections told) -> {
                    since.add(told.since());
                    told.all().stream()
                            .filter(each -> isOfInterest(seen, each))
                            .forEach(each -> counts.merge(
                                    new Refused(each.source(), each.isHangUp() ? "" : each.error()),
                                    new Count(
                                            each.count(), List.of(member.name().value())),
                                    Count::and));
                }
                case Outcome.Refused<Rejections>(Problem problem) -> unread.add(unread(member, problem));
                case Outcome.Unknown<Rejections>(Problem problem) -> unread.add(unread(member, problem));
            }
        }
        return new Report(since.stream().min(Comparator.naturalOrder()), lines(seen, counts, unread));
    }

    private static List<String> lines(ClusterObservation seen, Map<Refused, Count> counts, List<String> unread) {
        List<String> lines = new ArrayList<>(counts.entrySet().stream()
                .sorted(Comparator.comparing(entry -> -entry.getValue().times()))
                .limit(MOST_LINES)
                .map(entry -> line(seen, entry.getKey(), entry.getValue()))
                .toList());
        if (counts.size() > MOST_LINES) {
            lines.add("and " + (counts.size() - MOST_LINES) + " more, see the members' journals");
        }
        lines.addAll(unread);
        return lines;
    }

    private static String line(ClusterObservation seen, Refused refused, Count count) {
        String host =
                hostOf(seen, refused.source()).map(name -> " (" + name + ")").orElse("");
        String times = count.times() == 1 ? "once" : count.times() + " times";
        return refused.source() + host + ": " + times + " at " + String.join(", ", count.members()) + ": "
                + (refused.error().isEmpty() ? "hung up before TLS was through, as health checks do" : refused.error());
    }

    private static Optional<HostName> hostOf(ClusterObservation seen, String address) {
        return seen.hosts().stream()
                .filter(host -> host.sight().seen().stream()
                        .anyMatch(facts -> facts.machine().addresses().contains(address)))
                .map(host -> host.host())
                .findFirst();
    }

    /** Plaintext that is kept on purpose is the host's own affair. */
    private boolean isTlsOnly(EtcdService service) {
        var urls = service.running().listenClientUrls();
        return !urls.isEmpty()
                && urls.stream()
                        .allMatch(url -> url.isHttps()
                                || inventory.names().keepPlaintext().contains(url.authority()));
    }

    /** A declared balancer's checks are known, and on the members' hosts other members and the tool's own tunnels hang up. */
    private boolean isOfInterest(ClusterObservation seen, Rejection each) {
        return !each.isHangUp()
                || inventory.tuning().clients().balancers().stream()
                                .noneMatch(balancer -> balancer.addresses().contains(each.source()))
                        && !each.source().startsWith("127.")
                        && !each.source().equals("::1")
                        && hostOf(seen, each.source())
                                .filter(host -> seen.members().stream()
                                        .anyMatch(member -> member.host().equals(Optional.of(host))))
                                .isEmpty();
    }

    private static String unread(MemberObservation member, Problem problem) {
        return member.name() + ": whom it refused could not be read: " + problem.summary();
    }

    /** @param error empty for a client that hung up */
    private record Refused(String source, String error) implements Comparable<Refused> {
        @Override
        public int compareTo(Refused other) {
            int bySource = source.compareTo(other.source);
            return bySource != 0 ? bySource : error.compareTo(other.error);
        }
    }

    private record Count(int times, List<String> members) {
        Count and(Count other) {
            return new Count(
                    times + other.times,
                    Stream.concat(members.stream(), other.members.stream())
                            .distinct()
                            .toList());
        }
    }
}
