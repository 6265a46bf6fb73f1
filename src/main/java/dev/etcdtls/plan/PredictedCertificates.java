package dev.etcdtls.plan;

import dev.etcdtls.certificate.CertificateFacts;
import dev.etcdtls.certificate.CertificateFacts.Names;
import dev.etcdtls.certificate.CertificateFacts.PublicKey;
import dev.etcdtls.certificate.CertificateFacts.Validity;
import dev.etcdtls.certificate.CertificateFolder;
import dev.etcdtls.certificate.CertificateRequest;
import dev.etcdtls.model.Digest;
import dev.etcdtls.model.HostName;
import dev.etcdtls.model.ServiceUser;
import dev.etcdtls.observation.CertificateSet;
import dev.etcdtls.observation.ClusterObservation;
import dev.etcdtls.step.StageConsumerCertificates;
import dev.etcdtls.step.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The certificate sets of a host after one more was staged: exactly what was asked for, signed by the CA that members trust already. */
final class PredictedCertificates {
    private static final Duration CA_LIFE = Duration.ofDays(3650);
    private static final String KEY_KIND = "EC 256";

    private PredictedCertificates() {}

    static ClusterObservation staged(ClusterObservation state, Step.StageCertificate step) {
        Wanted wanted = new Wanted(
                step.host(),
                step.folder(),
                step.version(),
                step.request(),
                step.delivery().owner());
        return PredictedService.withCertificates(state, step.host(), sets(state, wanted));
    }

    static ClusterObservation staged(ClusterObservation state, StageConsumerCertificates.Staging one) {
        Wanted wanted = new Wanted(
                one.host(),
                one.folder(),
                one.version(),
                one.request(),
                one.delivery().owner());
        return PredictedService.withClient(state, one.host(), one.folder(), sets(state, wanted));
    }

    private record Wanted(
            HostName host, CertificateFolder folder, int version, CertificateRequest request, ServiceUser owner) {}

    private static List<CertificateSet> sets(ClusterObservation state, Wanted wanted) {
        List<CertificateSet> sets = new ArrayList<>();
        state.facts(wanted.host()).map(facts -> facts.certificates(wanted.folder())).orElse(List.of()).stream()
                .filter(set -> set.version() != wanted.version())
                .map(PredictedCertificates::notCurrent)
                .forEach(sets::add);
        sets.add(set(wanted, trusted(state), state.at()));
        return sets;
    }

    private static CertificateSet set(Wanted step, List<CertificateFacts> trusted, Instant now) {
        String label = step.host() + step.folder().version(step.version()).value();
        CertificateRequest request = step.request();
        Digest key = Digest.of("key of " + label);
        CertificateFacts leaf = new CertificateFacts(
                Digest.of("certificate of " + label),
                new Names(request.commonName(), request.dnsNames(), request.ipAddresses()),
                request.usages(),
                new Validity(now, now.plus(request.ttl())),
                new PublicKey(key, KEY_KIND),
                false);
        return new CertificateSet(
                step.version(), true, leaf, trusted, key, new CertificateSet.Access(step.owner(), "600"));
    }

    private static List<CertificateFacts> trusted(ClusterObservation state) {
        return state.hosts().stream()
                .flatMap(host -> host.sight().seen().stream())
                .flatMap(facts -> facts.currentCertificates().stream())
                .map(CertificateSet::trusted)
                .filter(trusted -> !trusted.isEmpty())
                .findFirst()
                .orElseGet(() -> List.of(newAuthority(state.at())));
    }

    private static CertificateFacts newAuthority(Instant now) {
        return new CertificateFacts(
                Digest.of("the issuer's CA"),
                new Names("the issuer's CA", new TreeSet<>(), new TreeSet<>()),
                Set.of(),
                new Validity(now, now.plus(CA_LIFE)),
                new PublicKey(Digest.of("the issuer's key"), KEY_KIND),
                true);
    }

    private static CertificateSet notCurrent(CertificateSet set) {
        return new CertificateSet(set.version(), false, set.leaf(), set.trusted(), set.key(), set.access());
    }
}
