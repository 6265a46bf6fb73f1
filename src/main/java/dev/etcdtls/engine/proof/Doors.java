package dev.etcdtls.engine.proof;

import dev.etcdtls.certificate.CertificateFolder;
import dev.etcdtls.config.EtcdSettings;
import dev.etcdtls.engine.observe.Endpoints;
import dev.etcdtls.engine.observe.RollCall.Seat;
import dev.etcdtls.model.Authority;
import dev.etcdtls.model.ClientUrl;
import dev.etcdtls.model.ErrorCode;
import dev.etcdtls.model.EtcdVersion;
import dev.etcdtls.model.Outcome;
import dev.etcdtls.model.PeerUrl;
import dev.etcdtls.model.Problem;
import dev.etcdtls.model.Verdict;
import dev.etcdtls.observation.ClusterObservation;
import dev.etcdtls.observation.EtcdService;
import dev.etcdtls.port.EtcdEndpoint;
import dev.etcdtls.port.EtcdPorts;
import dev.etcdtls.port.EtcdReads;
import dev.etcdtls.port.OperatorIdentity;
import dev.etcdtls.port.PeerDialer;
import dev.etcdtls.port.TlsProber.Approach;
import dev.etcdtls.port.TlsProber.Plane;
import dev.etcdtls.port.TlsProber.Result;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * Tries to get in at every TLS listener of a member. A refusal counts only between two successes at the same address: a listener that is
 * away refuses everybody.
 */
final class Doors {
    private final EtcdPorts etcd;
    private final PeerDialer dialer;
    private final OperatorIdentity operator;

    Doors(EtcdPorts etcd, PeerDialer dialer, OperatorIdentity operator) {
        this.etcd = etcd;
        this.dialer = dialer;
        this.operator = operator;
    }

    /** Every https client and peer listener of a member. */
    List<Proof> of(Seat seat, List<Seat> all, ClusterObservation seen) {
        List<Proof> proofs = new ArrayList<>();
        EtcdSettings running =
                seen.service(seat.host()).map(EtcdService::running).orElse(new EtcdSettings(new TreeMap<>()));
        Endpoints.dialable(running).stream()
                .filter(ClientUrl::isHttps)
                .forEach(url -> proofs.addAll(clientPlane(seat, url)));
        seen.member(seat.id()).stream()
                .flatMap(member -> member.membership().peerUrls().stream())
                .filter(PeerUrl::isHttps)
                .forEach(url -> proofs.addAll(peerPlane(seat, neighbour(seat, all), url, peerApproaches(seat, seen))));
        return List.copyOf(proofs);
    }

    private List<Proof> clientPlane(Seat seat, ClientUrl url) {
        EtcdReads reads = operator.load().isPresent() ? etcd.api() : etcd.onHost();
        EtcdEndpoint endpoint = new EtcdEndpoint(seat.host(), url);
        Supplier<Verdict> right = () -> verdict(reads.linearizableRead(endpoint));
        List<Approach> wrong = List.of(Approach.PLAINTEXT, Approach.NO_CERTIFICATE, Approach.WRONG_CA);
        return bracketed("client listener", seat, url.authority(), Plane.CLIENT, right, wrong);
    }

    private List<Proof> peerPlane(Seat seat, Seat from, PeerUrl url, List<Approach> wrong) {
        Supplier<Verdict> right = () -> dialer.dial(from.host(), url, CertificateFolder.MEMBER);
        return bracketed("peer listener", seat, url.authority(), Plane.PEER, right, wrong);
    }

    /** A consumer's certificate is refused by name only where the version can (3.4), and tried only where the tool has one. */
    private List<Approach> peerApproaches(Seat seat, ClusterObservation seen) {
        List<Approach> wrong = new ArrayList<>(List.of(Approach.PLAINTEXT, Approach.NO_CERTIFICATE, Approach.WRONG_CA));
        boolean byName = seen.member(seat.id())
                .flatMap(member -> member.status().seen())
                .map(status -> status.version())
                .filter(EtcdVersion::limitsPeersByHostName)
                .isPresent();
        if (byName && operator.load().isPresent()) {
            wrong.add(Approach.CONSUMER_CERTIFICATE);
        }
        return wrong;
    }

    private List<Proof> bracketed(
            String listener, Seat seat, Authority address, Plane plane, Supplier<Verdict> right, List<Approach> wrong) {
        String name = listener + " of " + seat.name() + " at " + address + ": ";
        List<Proof> proofs = new ArrayList<>();
        proofs.add(new Proof(name + "the right certificate is let in", right.get(), ""));
        for (Approach approach : wrong) {
            Result result = etcd.prober().probe(seat.host(), address, plane, approach);
            proofs.add(new Proof(
                    name + words(approach) + " is refused", judged(result, name + words(approach)), said(result)));
        }
        proofs.add(new Proof(name + "the right certificate is let in again", right.get(), ""));
        return proofs;
    }

    private static Seat neighbour(Seat seat, List<Seat> all) {
        return all.stream().filter(other -> !other.equals(seat)).findFirst().orElse(seat);
    }

    private static Verdict verdict(Outcome<Long> read) {
        return switch (read) {
            case Outcome.Done<Long> _ -> Verdict.pass();
            case Outcome.Refused<Long>(Problem problem) -> new Verdict.Fail(List.of(problem));
            case Outcome.Unknown<Long>(Problem problem) -> new Verdict.Inconclusive(List.of(problem));
        };
    }

    private static Verdict judged(Result result, String where) {
        return switch (result) {
            case Result.Refused _ -> Verdict.pass();
            case Result.Accepted(String detail) ->
                new Verdict.Fail(List.of(new Problem(
                        ErrorCode.PROOF_FAILED,
                        where,
                        "it was let in: " + detail,
                        "plaintext is not closed here; plan again, which names what is missing")));
            case Result.Unreachable(String detail) ->
                new Verdict.Inconclusive(List.of(new Problem(
                        ErrorCode.GATE_INCONCLUSIVE,
                        where,
                        "the address could not be reached, which proves nothing: " + detail,
                        "see that the address can be reached from the host, then verify again")));
        };
    }

    private static String said(Result result) {
        return switch (result) {
            case Result.Refused(String detail) -> detail;
            case Result.Accepted(String detail) -> detail;
            case Result.Unreachable(String detail) -> detail;
        };
    }

    private static String words(Approach approach) {
        return switch (approach) {
            case PLAINTEXT -> "a plaintext client";
            case NO_CERTIFICATE -> "a client without a certificate";
            case WRONG_CA -> "a certificate of an unknown CA";
            case CONSUMER_CERTIFICATE -> "a consumer's certificate of the right CA";
        };
    }
}
