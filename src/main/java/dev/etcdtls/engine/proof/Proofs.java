package dev.etcdtls.engine.proof;

import dev.etcdtls.engine.observe.Endpoints;
import dev.etcdtls.engine.observe.RollCall.Seat;
import dev.etcdtls.inventory.Inventory;
import dev.etcdtls.model.ErrorCode;
import dev.etcdtls.model.Problem;
import dev.etcdtls.model.Verdict;
import dev.etcdtls.observation.ClusterObservation;
import dev.etcdtls.plan.Baseline;
import dev.etcdtls.port.EtcdPorts;
import dev.etcdtls.port.OperatorIdentity;
import dev.etcdtls.port.Pacer;
import dev.etcdtls.port.PeerDialer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Proves that a cluster speaks mutual TLS and nothing else. Needs no run: an auditor may ask at any time. Changes nothing.
 *
 * <p>Without an operator certificate the positive proofs are made by a program on each host with the member's own certificate, and the
 * proof that a consumer's certificate is refused on peer ports is left out, because there is none to try.
 */
public final class Proofs {
    private final EtcdPorts etcd;
    private final PeerDialer dialer;
    private final OperatorIdentity operator;
    private final Pacer pacer;

    public Proofs(EtcdPorts etcd, PeerDialer dialer, OperatorIdentity operator, Pacer pacer) {
        this.etcd = etcd;
        this.dialer = dialer;
        this.operator = operator;
        this.pacer = pacer;
    }

    /**
     * Every proof, in the order of the members.
     *
     * @param baseline what cluster and members must still be; empty when nobody knows what they were
     */
    public List<Proof> all(ClusterObservation seen, Inventory inventory, Optional<Baseline> baseline) {
        List<Seat> seats = seats(seen);
        Standing standing = new Standing(seen, inventory);
        List<Proof> proofs = new ArrayList<>();
        proofs.add(standing.membership());
        baseline.ifPresent(then -> proofs.add(standing.identities(then)));
        Doors doors = new Doors(etcd, dialer, operator);
        for (Seat seat : seats) {
            proofs.add(standing.listeners(seat));
            proofs.add(standing.certificate(seat, pacer.now()));
            proofs.addAll(doors.of(seat, seats, seen));
        }
        proofs.add(new Proof(
                "peer links: every member reaches every member with its own certificate",
                new PeerLinks(dialer, seats).all(seen),
                seats.size() * seats.size() + " dials"));
        proofs.add(data(seats, seen));
        return List.copyOf(proofs);
    }

    /** The worst verdict with the reasons of all. */
    public static Verdict verdict(List<Proof> proofs) {
        return proofs.stream().map(Proof::verdict).reduce(Verdict.pass(), Verdict::and);
    }

    private static List<Seat> seats(ClusterObservation seen) {
        return seen.members().stream()
                .flatMap(member -> member.host().map(host -> new Seat(member.id(), member.name(), host)).stream())
                .toList();
    }

    private Proof data(List<Seat> seats, ClusterObservation seen) {
        String name = "data: the same on all members";
        Endpoints endpoints = new Endpoints(etcd, operator);
        List<HashEquality.Store> stores = seats.stream()
                .sorted(Comparator.comparing(seat -> seen.leader().equals(Optional.of(seat.id()))))
                .flatMap(seat -> endpoints.forApi(seen, seat.host()).stream()
                        .map(endpoint -> new HashEquality.Store(seat.name(), endpoint)))
                .toList();
        if (stores.size() < seats.size()) {
            Problem unknown = new Problem(
                    ErrorCode.GATE_INCONCLUSIVE,
                    "members",
                    "the tool has no certificate to ask the members for their hashes",
                    "verify with an operator certificate");
            return new Proof(name, new Verdict.Inconclusive(List.of(unknown)), "");
        }
        HashEquality.Compared compared = new HashEquality(etcd.api(), pacer).compare(stores);
        return new Proof(name, compared.verdict(), compared.detail());
    }

    /** All proofs as text, one a line; those that did not pass first. */
    public static String text(List<Proof> proofs) {
        Stream<Proof> sorted =
                proofs.stream().sorted(Comparator.comparing(proof -> proof.verdict() instanceof Verdict.Pass));
        return sorted.map(Proof::text).reduce("", (all, line) -> all + line + "\n");
    }
}
