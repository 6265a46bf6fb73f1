package dev.etcdtls.acceptance;

import dev.etcdtls.demo.ClusterFacts;
import dev.etcdtls.demo.ClusterFacts.Access;
import dev.etcdtls.lab.Lab;
import dev.etcdtls.lab.LabHost;
import dev.etcdtls.step.FileEdit;
import dev.etcdtls.step.Step;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Asks a member's own host, with sha256sum, systemctl, journalctl and etcdctl, at which instant of a step it is. */
final class HostWitness {
    private static final String STOPPING = "de5b426a63be47a7b6ac3eaac82e2f6f";
    private static final String STARTED = "39f53479d3a045ac8e11786248231fbf";

    /** Of up to three hosts each, some hundred milliseconds long: half a minute at least. */
    private static final int LOOKS = 100;

    private final Lab lab;
    private final ClusterFacts facts;

    HostWitness(Lab lab) {
        this.lab = lab;
        this.facts = new ClusterFacts(lab);
    }

    /**
     * Why the instant was missed; empty when the host confirms it.
     *
     * @param begun when the step was started for the first time
     * @param frozen when the tool was frozen; it has done nothing since
     */
    Optional<String> missed(KillPoint point, Step step, Instant begun, Instant frozen) {
        return switch (point) {
            case IN_REHEARSAL, IN_CENSUS -> isAtWork(point) ? Optional.empty() : Optional.of("no host is at work");
            case IN_RETIRE -> Optional.empty();
            case AFTER_STARTED -> first(file(step, edit(step).before().sha256()), noRestart(step, begun));
            case AFTER_EDIT -> first(file(step, edit(step).after().sha256()), noRestart(step, begun));
            case DURING_RESTART -> first(file(step, edit(step).after().sha256()), duringRestart(step, begun, frozen));
            case AFTER_GATE -> first(file(step, edit(step).after().sha256()), restarted(step, begun, frozen));
            case BEFORE_SECOND_UPDATE ->
                first(file(step, edit(step).after().sha256()), restarted(step, begun, frozen), bothPeerUrls(step));
        };
    }

    /** Returns when the step has begun to work on the hosts, for instants that no line of the run announces. */
    void awaitWork(KillPoint point) {
        for (int look = 0; look < LOOKS && !isAtWork(point); look++) {
            Thread.onSpinWait();
        }
    }

    /** Whether a member's host does something for the tool; true for instants at which none has to. */
    private boolean isAtWork(KillPoint point) {
        String sign = switch (point) {
            case IN_REHEARSAL -> "systemctl is-active -q 'etcd-tls-rehearsal-*' && echo yes";
            case IN_CENSUS -> "pidof tcpdump >/dev/null && echo yes";
            case AFTER_STARTED, AFTER_EDIT, DURING_RESTART, AFTER_GATE, BEFORE_SECOND_UPDATE, IN_RETIRE -> "";
        };
        return sign.isEmpty()
                || facts.members().stream()
                        .anyMatch(member -> facts.on(member, sign).equals("yes"));
    }

    /** Whether the key of the dead run's lock is still in the cluster. */
    boolean lockIsInCluster(Access access) {
        LabHost any = facts.members().getFirst();
        return facts.on(any, ClusterFacts.etcdctl(any, access) + " get /etcd-tls/lock --keys-only")
                .contains("/etcd-tls/lock");
    }

    private Optional<String> file(Step step, String wanted) {
        String path = edit(step).style().path().value();
        String found = facts.on(host(step), "sha256sum " + path + " | cut -c1-64");
        return found.equals(wanted) ? Optional.empty() : Optional.of(path + " has digest " + found);
    }

    private Optional<String> noRestart(Step step, Instant begun) {
        List<Instant> stops = since(begun, moments(step, STOPPING));
        return stops.isEmpty() ? Optional.empty() : Optional.of("the unit was stopped at " + stops);
    }

    /** The unit was asked to stop before, and was ready again after the tool was frozen; waits for that. */
    private Optional<String> duringRestart(Step step, Instant begun, Instant frozen) {
        facts.on(
                host(step),
                "for i in $(seq 300); do systemctl is-active -q etcd.service && exit; sleep 0.1; done; exit 1");
        List<Instant> stops = since(begun, moments(step, STOPPING));
        List<Instant> starts = since(begun, moments(step, STARTED));
        boolean hit = stops.size() == 1
                && stops.getFirst().isBefore(frozen)
                && starts.size() == 1
                && starts.getFirst().isAfter(frozen);
        return hit
                ? Optional.empty()
                : Optional.of("frozen at " + frozen + ", but stopped at " + stops + " and ready at " + starts);
    }

    private Optional<String> restarted(Step step, Instant begun, Instant frozen) {
        List<Instant> starts = since(begun, moments(step, STARTED));
        return starts.size() == 1 && starts.getFirst().isBefore(frozen)
                ? Optional.empty()
                : Optional.of("frozen at " + frozen + ", but ready at " + starts);
    }

    /** Every member still tells http and https for the step's member. */
    private Optional<String> bothPeerUrls(Step step) {
        String address = host(step).address() + ":2380";
        for (LabHost member : facts.members()) {
            String told = facts.on(member, ClusterFacts.etcdctl(member, Access.TLS) + " member list -w simple");
            if (!told.contains("http://" + address) || !told.contains("https://" + address)) {
                return Optional.of(member.name() + " tells " + told);
            }
        }
        return Optional.empty();
    }

    /** When systemd logged a message of this kind about the step's unit. */
    private List<Instant> moments(Step step, String message) {
        return facts.on(
                        host(step),
                        "journalctl --no-pager -q -o short-unix UNIT=etcd.service MESSAGE_ID=" + message
                                + " | cut -d' ' -f1")
                .lines()
                .filter(line -> !line.isBlank())
                .map(HostWitness::instant)
                .toList();
    }

    private static Instant instant(String unixSeconds) {
        BigDecimal seconds = new BigDecimal(unixSeconds);
        return Instant.ofEpochSecond(0, seconds.movePointRight(9).longValueExact());
    }

    private static List<Instant> since(Instant begun, List<Instant> moments) {
        return moments.stream().filter(moment -> moment.isAfter(begun)).toList();
    }

    @SafeVarargs
    private static Optional<String> first(Optional<String>... reasons) {
        return List.of(reasons).stream().flatMap(Optional::stream).findFirst();
    }

    private LabHost host(Step step) {
        return switch (step) {
            case Step.AcceptTls accept -> lab.host(accept.target().host().value());
            case Step.EnforceTls enforce -> lab.host(enforce.target().host().value());
            case Step.RemoveLeftovers leftovers -> lab.host(leftovers.host().value());
            default -> throw new IllegalArgumentException(step.id() + " is not of one member");
        };
    }

    private static FileEdit edit(Step step) {
        return switch (step) {
            case Step.AcceptTls accept -> accept.edit();
            case Step.EnforceTls enforce -> enforce.edit();
            default -> throw new IllegalArgumentException(step.id() + " edits no file");
        };
    }
}
