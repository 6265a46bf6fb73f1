package dev.etcdtls.adapter.etcd;

import dev.etcdtls.model.Authority;
import dev.etcdtls.model.ErrorCode;
import dev.etcdtls.model.Outcome;
import dev.etcdtls.model.Problem;
import dev.etcdtls.port.CertificateIssuer.IssuedKeyPair;
import dev.etcdtls.port.EtcdEndpoint;
import dev.etcdtls.port.OperatorIdentity;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.net.ssl.KeyManager;

/** Reads {@code /metrics} of a client listener and counts the peer streams that are up. */
final class PeerStreams {
    private static final int LIMIT = 16 << 20;

    private final RawDial dial;
    private final OperatorIdentity operator;

    PeerStreams(RawDial dial, OperatorIdentity operator) {
        this.dial = dial;
        this.operator = operator;
    }

    Outcome<Integer> active(EtcdEndpoint endpoint) {
        return switch (dial.way(endpoint.host(), endpoint.url().authority())) {
            case Outcome.Done<Authority>(Authority way) -> read(endpoint, way);
            case Outcome.Refused<Authority>(Problem problem) -> new Outcome.Refused<>(problem);
            case Outcome.Unknown<Authority>(Problem problem) -> new Outcome.Refused<>(problem);
        };
    }

    private Outcome<Integer> read(EtcdEndpoint endpoint, Authority way) {
        try (Socket plain = RawDial.plain(way);
                Socket socket = endpoint.url().isHttps() ? secured(plain, endpoint) : plain) {
            String answer = get(socket, endpoint.url().authority());
            int end = answer.indexOf("\r\n");
            String first = end < 0 ? answer : answer.substring(0, end);
            return first.contains(" 200 ")
                    ? new Outcome.Done<>(count(answer))
                    : refused(endpoint, first.isBlank() ? "an empty answer" : "'" + first + "'");
        } catch (IOException | GeneralSecurityException e) {
            return refused(endpoint, Trouble.firstLine(e));
        }
    }

    private Socket secured(Socket plain, EtcdEndpoint endpoint) throws IOException, GeneralSecurityException {
        IssuedKeyPair pair =
                operator.load().orElseThrow(() -> new GeneralSecurityException("this run has no operator certificate"));
        return RawDial.tls(
                plain,
                endpoint.url().authority(),
                TlsMaterial.context(
                        new KeyManager[] {TlsMaterial.presenting(pair)},
                        TlsMaterial.trusting(pair.certificate().trustedCa())));
    }

    /** HTTP/1.0 on purpose: the answer then comes in one piece, not in chunks that cut lines. */
    private static String get(Socket socket, Authority host) throws IOException {
        String request = "GET /metrics HTTP/1.0\r\nHost: " + host + "\r\nAccept: text/plain\r\n\r\n";
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().flush();
        InputStream in = socket.getInputStream();
        return new String(in.readNBytes(LIMIT), StandardCharsets.UTF_8);
    }

    private static int count(String metrics) {
        return (int) metrics.lines()
                .filter(line -> line.startsWith("etcd_network_active_peers{") && line.endsWith(" 1"))
                .count();
    }

    private static Outcome<Integer> refused(EtcdEndpoint endpoint, String reason) {
        return new Outcome.Refused<>(new Problem(
                ErrorCode.MEMBER_UNREACHABLE,
                "hosts/" + endpoint.host(),
                "/metrics of " + endpoint.url() + " cannot be read: " + reason,
                "look at the state and the log of etcd's unit on " + endpoint.host()));
    }
}
