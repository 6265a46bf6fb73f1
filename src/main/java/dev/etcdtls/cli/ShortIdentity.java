package dev.etcdtls.cli;

import dev.etcdtls.certificate.CertificateRequest;
import dev.etcdtls.certificate.Usage;
import dev.etcdtls.model.Outcome;
import dev.etcdtls.model.Problem;
import dev.etcdtls.port.CertificateIssuer.IssuedKeyPair;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** A client certificate of the tool's own for one command: an hour, in memory alone. */
final class ShortIdentity {
    private static final Duration LIFE = Duration.ofHours(1);

    private ShortIdentity() {}

    /** Issues it; gives why there is none. */
    static Optional<Problem> issue(Wiring wiring, MemoryIdentity identity) {
        CertificateRequest request =
                new CertificateRequest("etcd-tls", new TreeSet<>(), new TreeSet<>(), Set.of(Usage.CLIENT), LIFE);
        return switch (wiring.issuer().issue(request)) {
            case Outcome.Done<IssuedKeyPair>(IssuedKeyPair pair) -> {
                identity.store(pair);
                yield Optional.empty();
            }
            case Outcome.Refused<IssuedKeyPair>(Problem why) -> Optional.of(why);
            case Outcome.Unknown<IssuedKeyPair>(Problem why) -> Optional.of(why);
        };
    }
}
