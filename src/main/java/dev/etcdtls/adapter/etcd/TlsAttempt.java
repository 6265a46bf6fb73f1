package dev.etcdtls.adapter.etcd;

import dev.etcdtls.model.Authority;
import dev.etcdtls.port.TlsProber.Result;
import java.io.EOFException;
import java.io.IOException;
import java.io.PushbackInputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;

/**
 * One TLS connection with a given identity, and whether the listener let it in.
 *
 * <ol>
 *   <li>Shake hands. With TLS 1.2 a refusal arrives here.
 *   <li>Listen for a moment. With TLS 1.3 the client is through before the server has looked at its certificate, and the alert follows. A
 *       client that already speaks makes the server's kernel answer with a reset, which may overtake the alert.
 *   <li>Greet, and read the answer.
 * </ol>
 *
 * A connection that ends without an alert is tried again with more patience, at most three times.
 */
final class TlsAttempt {
    private static final List<Integer> PATIENCE_MILLIS = List.of(300, 1_000, 2_000);

    /** Alerts that speak of the client's certificate. Go before 1.22 says bad_certificate where RFC 8446 has certificate_required. */
    private static final Pattern ALERT =
            Pattern.compile("Received fatal alert: (bad_certificate|certificate_required|unknown_ca"
                    + "|certificate_unknown|unsupported_certificate|certificate_expired|certificate_revoked|access_denied"
                    + "|handshake_failure|decrypt_error)");

    private final Authority way;
    private final Authority address;
    private final SSLContext context;

    TlsAttempt(Authority way, Authority address, SSLContext context) {
        this.way = way;
        this.address = address;
        this.context = context;
    }

    Result make(Greeting greeting) {
        for (int patience : PATIENCE_MILLIS) {
            Optional<Result> result = once(greeting, patience);
            if (result.isPresent()) {
                return result.get();
            }
        }
        return new Result.Unreachable("the connection ended " + PATIENCE_MILLIS.size() + " times without an alert");
    }

    /** Empty when the connection ended without a reason. */
    private Optional<Result> once(Greeting greeting, int patienceMillis) {
        try (Socket plain = RawDial.plain(way);
                SSLSocket tls = RawDial.tls(plain, address, context, greeting.protocols())) {
            tls.startHandshake();
            PushbackInputStream in = new PushbackInputStream(tls.getInputStream());
            if (hangsUpWithin(tls, in, patienceMillis)) {
                return Optional.empty();
            }
            tls.setSoTimeout(RawDial.READ_MILLIS);
            tls.getOutputStream().write(greeting.words(address));
            tls.getOutputStream().flush();
            String version = tls.getSession().getProtocol();
            return switch (Greeting.read(in)) {
                case Greeting.Answer.Settings() -> Optional.of(new Result.Accepted("HTTP/2 settings over " + version));
                case Greeting.Answer.Http(String line, boolean _) ->
                    Optional.of(new Result.Accepted(line + " over " + version));
                case Greeting.Answer.Silence() -> Optional.empty();
            };
        } catch (IOException e) {
            return verdict(e);
        }
    }

    private static boolean hangsUpWithin(SSLSocket tls, PushbackInputStream in, int millis) throws IOException {
        tls.setSoTimeout(millis);
        try {
            int first = in.read();
            if (first >= 0) {
                in.unread(first);
            }
            return first < 0;
        } catch (SocketTimeoutException _) {
            // Silence is consent: an alert would have come.
            return false;
        }
    }

    private static Optional<Result> verdict(IOException error) {
        for (Throwable at = error; at != null; at = at.getCause()) {
            String message = at.getMessage();
            Matcher alert = ALERT.matcher(message == null ? "" : message);
            if (at instanceof SSLException && alert.find()) {
                return Optional.of(new Result.Refused("TLS alert " + alert.group(1)));
            }
        }
        return isHangUp(error) ? Optional.empty() : Optional.of(new Result.Unreachable(Trouble.firstLine(error)));
    }

    /** Whether the connection was ended by the other side without a reason. A refused or timed-out connect is not that. */
    static boolean isHangUp(IOException error) {
        for (Throwable at = error; at != null; at = at.getCause()) {
            if (at instanceof EOFException || at.getClass() == SocketException.class) {
                return true;
            }
        }
        return false;
    }

    /** Whether a TLS server with a certificate answers at an address, whatever it then thinks of us. */
    static boolean showsCertificate(Authority way, Authority address) throws GeneralSecurityException {
        TlsMaterial.TrustAnyone trust = new TlsMaterial.TrustAnyone();
        try (Socket plain = RawDial.plain(way);
                SSLSocket tls = RawDial.tls(plain, address, TlsMaterial.context(new KeyManager[0], trust))) {
            tls.startHandshake();
            return true;
        } catch (IOException _) {
            return trust.sawCertificate();
        }
    }
}
