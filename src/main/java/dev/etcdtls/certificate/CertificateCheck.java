package dev.etcdtls.certificate;

import dev.etcdtls.model.ErrorCode;
import dev.etcdtls.model.Problem;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Whether a certificate is what was asked for. Signatures need the certificates themselves and are {@link CertificateChain}'s. A subject is
 * not compared: etcd and Go decide by SANs, and a foreign role may have its own wording.
 */
public final class CertificateCheck {
    /** How far the start of validity may lie ahead of the tool's clock; Vault back-dates by 30 s, so a real skew shows at twice this. */
    private static final Duration CLOCK_MARGIN = Duration.ofSeconds(30);

    /** How much shorter than asked a lifetime may be; below this nobody could have meant it. */
    private static final Duration TTL_MARGIN = Duration.ofMinutes(1);

    /** The least share of life, in percent, that a certificate in use must have left. */
    private static final int LEAST_LIFE_LEFT = 25;

    private static final Set<String> STRONG_EC = Set.of("EC 256", "EC 384", "EC 521");

    private CertificateCheck() {}

    /**
     * Everything that does not fit, in the order names, usages, key, dates, trusted CA; empty when the certificate fits.
     *
     * @param trusted what lies in the file of trusted CAs
     * @param address of the problems
     */
    public static List<Problem> problems(
            CertificateFacts leaf,
            List<CertificateFacts> trusted,
            CertificateRequest wanted,
            Instant now,
            String address) {
        List<Problem> found = new ArrayList<>();
        names(leaf, wanted, address, found);
        usages(leaf, wanted, address, found);
        key(leaf, address, found);
        dates(leaf, wanted, now, address, found);
        trusted(trusted, now, address, found);
        return List.copyOf(found);
    }

    /** Share of the whole life that is left, in percent; 0 when it is over. */
    public static int lifeLeft(CertificateFacts certificate, Instant now) {
        Instant to = certificate.validity().to();
        long whole = Duration.between(certificate.validity().from(), to).toSeconds();
        long left = Duration.between(now, to).toSeconds();
        return left <= 0 || whole <= 0 ? 0 : (int) Math.min(100, left * 100 / whole);
    }

    /** Whether less than a quarter of the life is left, so that a renewal comes before any other step. */
    public static boolean isExpiring(CertificateFacts certificate, Instant now) {
        return lifeLeft(certificate, now) < LEAST_LIFE_LEFT;
    }

    private static void names(CertificateFacts leaf, CertificateRequest wanted, String address, List<Problem> found) {
        SortedSet<String> missingNames = new TreeSet<>(wanted.dnsNames());
        leaf.names().dnsNames().forEach(has -> missingNames.removeIf(has::equalsIgnoreCase));
        SortedSet<String> missingAddresses = canonical(wanted.ipAddresses());
        missingAddresses.removeAll(canonical(leaf.names().ipAddresses()));
        if (!missingNames.isEmpty()) {
            found.add(unfit(address, "the certificate lacks the DNS names " + String.join(", ", missingNames)));
        }
        if (!missingAddresses.isEmpty()) {
            found.add(unfit(address, "the certificate lacks the IP addresses " + String.join(", ", missingAddresses)));
        }
        // A client has no other name, and etcd's RBAC goes by this one.
        if (!wanted.usages().contains(Usage.SERVER)
                && !leaf.names().commonName().equals(wanted.commonName())) {
            found.add(unfit(
                    address,
                    "the certificate is " + leaf.names().commonName() + "'s, and " + wanted.commonName()
                            + "'s is wanted"));
        }
        for (String name : leaf.names().dnsNames()) {
            boolean asked = wanted.dnsNames().stream().anyMatch(name::equalsIgnoreCase);
            if (!asked && speaksForPeers(name)) {
                found.add(unfit(
                        address,
                        "the certificate carries the name " + name + ", by which members recognise each other"));
            }
        }
    }

    private static boolean speaksForPeers(String name) {
        return name.startsWith("*") || MemberRequests.isPeerName(name);
    }

    private static SortedSet<String> canonical(SortedSet<String> addresses) {
        SortedSet<String> texts = new TreeSet<>();
        addresses.forEach(text -> texts.add(IpText.canonical(text).orElse(text)));
        return texts;
    }

    private static void usages(CertificateFacts leaf, CertificateRequest wanted, String address, List<Problem> found) {
        if (leaf.usages().isEmpty()) {
            return;
        }
        for (Usage usage : wanted.usages()) {
            if (!leaf.usages().contains(usage)) {
                found.add(unfit(address, "the certificate lacks the extended key usage " + word(usage)));
            }
        }
    }

    /** A usage as certificates and issuers call it. */
    public static String word(Usage usage) {
        return switch (usage) {
            case SERVER -> "serverAuth";
            case CLIENT -> "clientAuth";
            case OTHER -> "other";
        };
    }

    private static void key(CertificateFacts leaf, String address, List<Problem> found) {
        String kind = leaf.publicKey().kind();
        boolean strong = STRONG_EC.contains(kind)
                || kind.startsWith("Ed")
                || (kind.startsWith("RSA ") && Integer.parseInt(kind.substring(4)) >= 2048);
        if (!strong) {
            found.add(unfit(address, "the certificate's key is too weak or of an unknown kind (" + kind + ")"));
        }
        if (leaf.authority()) {
            found.add(unfit(address, "the certificate is a CA, not a leaf"));
        }
    }

    private static void dates(
            CertificateFacts leaf, CertificateRequest wanted, Instant now, String address, List<Problem> found) {
        Instant from = leaf.validity().from();
        Instant to = leaf.validity().to();
        if (from.isAfter(now.plus(CLOCK_MARGIN))) {
            found.add(new Problem(
                    ErrorCode.CLOCK_SKEW,
                    address,
                    "the certificate is valid from " + from + ", and it is " + now + " here",
                    "set the clocks of this machine and of the issuer right"));
        }
        if (!to.isAfter(now)) {
            found.add(new Problem(
                    ErrorCode.CERTIFICATE_EXPIRING, address, "the certificate ended at " + to, "issue it anew"));
        }
        Duration life = Duration.between(from, to);
        if (life.plus(TTL_MARGIN).compareTo(wanted.ttl()) < 0) {
            found.add(new Problem(
                    ErrorCode.TTL_CUT,
                    address,
                    "the certificate lives " + inHours(life) + " instead of " + inHours(wanted.ttl()),
                    "raise the issuer's longest lifetime, or lower issuer.ttl in the inventory"));
        }
    }

    private static void trusted(List<CertificateFacts> trusted, Instant now, String address, List<Problem> found) {
        if (trusted.stream().noneMatch(CertificateFacts::authority)) {
            found.add(unfit(address, "there is no CA certificate among the trusted ones"));
        }
        for (CertificateFacts authority : trusted) {
            if (!authority.validity().to().isAfter(now)) {
                found.add(new Problem(
                        ErrorCode.CERTIFICATE_EXPIRING,
                        address,
                        "the trusted CA " + authority.names().commonName() + " ended at "
                                + authority.validity().to(),
                        "renew the CA at the issuer first"));
            }
        }
    }

    /** {@code 720h}, or with minutes and seconds when there are any. */
    private static String inHours(Duration duration) {
        return duration.toMinutesPart() == 0 && duration.toSecondsPart() == 0
                ? duration.toHours() + "h"
                : duration.toHours() + "h" + duration.toMinutesPart() + "m" + duration.toSecondsPart() + "s";
    }

    private static Problem unfit(String address, String summary) {
        return new Problem(
                ErrorCode.CERTIFICATE_UNFIT,
                address,
                summary,
                "issue it anew; if that does not help, the issuer's role does not grant what was asked");
    }
}
