package dev.etcdtls.adapter.vault;

import dev.etcdtls.adapter.vault.Reply.NoAnswer;
import dev.etcdtls.model.ErrorCode;
import dev.etcdtls.model.Problem;
import java.io.EOFException;
import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import javax.net.ssl.SSLException;

/** Words why there was no answer. The driver wraps what the JDK's client throws, so the causes are walked. */
final class TransportTrouble {
    private TransportTrouble() {}

    static NoAnswer of(URI url, Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            switch (cause) {
                case InterruptedException _ -> {
                    Thread.currentThread().interrupt();
                    return unavailable(url, "the call was interrupted", true);
                }
                case SSLException tls -> {
                    return new NoAnswer(untrusted(url, tls), false);
                }
                case EOFException _ -> {
                    return unavailable(url, "it closed the connection without an answer", true);
                }
                case HttpConnectTimeoutException _ -> {
                    return unavailable(url, "no connection within 5 s", false);
                }
                case HttpTimeoutException _ -> {
                    return unavailable(url, "no answer within 15 s", true);
                }
                case UnknownHostException _ -> {
                    return unavailable(url, "its host name cannot be resolved", false);
                }
                case UnresolvedAddressException _ -> {
                    return unavailable(url, "its host name cannot be resolved", false);
                }
                case ConnectException _ -> {
                    return unavailable(url, "the connection was refused", false);
                }
                default -> {}
            }
        }
        return unavailable(url, "the connection broke (" + thrown.getMessage() + ")", true);
    }

    private static NoAnswer unavailable(URI url, String why, boolean maybeDone) {
        return new NoAnswer(
                new Problem(
                        ErrorCode.ISSUER_UNAVAILABLE,
                        "issuer",
                        url + " does not answer: " + why,
                        "see that the server runs and can be reached from here, then run this again"),
                maybeDone);
    }

    private static Problem untrusted(URI url, SSLException tls) {
        for (Throwable cause = tls; cause != null; cause = cause.getCause()) {
            if (cause instanceof CertificateExpiredException || cause instanceof CertificateNotYetValidException) {
                return new Problem(
                        ErrorCode.ISSUER_UNAVAILABLE,
                        "issuer",
                        "the certificate of " + url + " itself is out of its time (" + cause.getMessage() + ")",
                        "renew the server's own certificate, or set this machine's clock, then run this again");
            }
        }
        return new Problem(
                ErrorCode.INVENTORY_INVALID,
                "issuer.ca-file",
                "the TLS connection to " + url + " failed: " + why(String.valueOf(tls.getMessage())),
                "put the CA of the server's own certificate into issuer.ca-file, and use a host name or address that it carries");
    }

    /** The JDK's words for the two usual cases say nothing to whoever does not write Java. */
    private static String why(String message) {
        if (message.contains("unable to find valid certification path")) {
            return "its certificate is signed by no CA that is trusted here";
        }
        if (message.contains("Unsupported or unrecognized SSL message")) {
            return "it does not speak TLS";
        }
        return message.replaceAll("\\b[\\w.]+Exception: ", "");
    }
}
