package dev.etcdtls.adapter.etcd;

import dev.etcdtls.model.Authority;
import dev.etcdtls.model.HostName;
import dev.etcdtls.model.Outcome;
import dev.etcdtls.model.Problem;
import dev.etcdtls.port.CertificateIssuer.IssuedKeyPair;
import dev.etcdtls.port.OperatorIdentity;
import dev.etcdtls.port.TlsProber;
import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;

/**
 * Tries to get in over sockets of its own, byte by byte.
 *
 * <p>A tunnel takes the connection here although the far port is closed, and then ends it: that looks like a listener that hangs up on
 * plaintext. So a plaintext attempt that ends without a word counts as refused only if the same address then shows a TLS certificate, and a
 * TLS attempt counts as refused only by an alert that speaks of certificates. Everything else is {@code Unreachable} and proves nothing.
 */
public final class GrpcProber implements TlsProber {
    private final RawDial dial;
    private final OperatorIdentity operator;

    GrpcProber(RawDial dial, OperatorIdentity operator) {
        this.dial = dial;
        this.operator = operator;
    }

    @Override
    public Result probe(HostName via, Authority address, Plane plane, Approach approach) {
        return switch (dial.way(via, address)) {
            case Outcome.Done<Authority>(Authority way) -> probe(new Spot(way, address), plane, approach);
            case Outcome.Refused<Authority>(Problem problem) -> new Result.Unreachable(problem.summary());
            case Outcome.Unknown<Authority>(Problem problem) -> new Result.Unreachable(problem.summary());
        };
    }

    private Result probe(Spot spot, Plane plane, Approach approach) {
        Greeting greeting = switch (plane) {
            case CLIENT -> Greeting.GRPC;
            case PEER -> Greeting.RAFT_PROBING;
        };
        try {
            return switch (approach) {
                case PLAINTEXT -> plaintext(spot, plane);
                case NO_CERTIFICATE -> new TlsAttempt(spot.way(), spot.address(), nobody()).make(greeting);
                case WRONG_CA ->
                    new TlsAttempt(
                                    spot.way(),
                                    spot.address(),
                                    TlsMaterial.context(
                                            new KeyManager[] {StrangerCertificate.presenting()},
                                            new TlsMaterial.TrustAnyone()))
                            .make(greeting);
                case CONSUMER_CERTIFICATE -> withOurs(spot, greeting);
            };
        } catch (IOException | GeneralSecurityException e) {
            return new Result.Unreachable(Trouble.firstLine(e));
        }
    }

    private static SSLContext nobody() throws GeneralSecurityException {
        return TlsMaterial.context(new KeyManager[0], new TlsMaterial.TrustAnyone());
    }

    /** The attempt that must work on client listeners also checks the member's certificate, as every consumer does. */
    private Result withOurs(Spot spot, Greeting greeting) throws GeneralSecurityException, IOException {
        Optional<IssuedKeyPair> pair = operator.load();
        if (pair.isEmpty()) {
            return new Result.Unreachable("this run has no operator certificate to try with");
        }
        SSLContext context = TlsMaterial.context(
                new KeyManager[] {TlsMaterial.presenting(pair.get())},
                TlsMaterial.trusting(pair.get().certificate().trustedCa()));
        return new TlsAttempt(spot.way(), spot.address(), context).make(greeting);
    }

    private static Result plaintext(Spot spot, Plane plane) throws GeneralSecurityException {
        List<Greeting> greetings = switch (plane) {
            // Two languages, because either alone may be served on a client port (--listen-client-http-urls).
            case CLIENT -> List.of(Greeting.GRPC, Greeting.VERSION);
            case PEER -> List.of(Greeting.RAFT_PROBING);
        };
        Result last = new Result.Unreachable("nothing was tried");
        for (Greeting greeting : greetings) {
            last = plaintext(spot, greeting);
            if (!(last instanceof Result.Refused)) {
                return last;
            }
        }
        return last;
    }

    private static Result plaintext(Spot spot, Greeting greeting) throws GeneralSecurityException {
        try (Socket socket = RawDial.plain(spot.way())) {
            socket.getOutputStream().write(greeting.words(spot.address()));
            socket.getOutputStream().flush();
            return switch (Greeting.read(socket.getInputStream())) {
                case Greeting.Answer.Settings() -> new Result.Accepted("HTTP/2 settings without TLS");
                case Greeting.Answer.Http(String line, boolean wantsTls) ->
                    wantsTls ? new Result.Refused(line + ", it speaks HTTPS only") : new Result.Accepted(line);
                case Greeting.Answer.Silence() -> afterSilence(spot, "end of stream");
            };
        } catch (IOException e) {
            return TlsAttempt.isHangUp(e)
                    ? afterSilence(spot, Trouble.firstLine(e))
                    : new Result.Unreachable(Trouble.firstLine(e));
        }
    }

    private static Result afterSilence(Spot spot, String how) throws GeneralSecurityException {
        return TlsAttempt.showsCertificate(spot.way(), spot.address())
                ? new Result.Refused(how + ", and the address speaks TLS")
                : new Result.Unreachable(
                        how + ", and the address shows no TLS either: a closed port behind the tunnel?");
    }

    /** An address and the way to it. */
    private record Spot(Authority way, Authority address) {}
}
