package dev.etcdtls.plan;

import dev.etcdtls.certificate.Usage;
import dev.etcdtls.config.EtcdSettings;
import dev.etcdtls.guard.SeatedMember;
import dev.etcdtls.guard.TlsSettings;
import dev.etcdtls.model.Digest;
import dev.etcdtls.model.MemberId;
import dev.etcdtls.model.PeerUrl;
import dev.etcdtls.observation.CertificateSet;
import dev.etcdtls.observation.ClusterObservation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Which member can dial which, by etcd's own rules, as if every connection had just broken.
 *
 * <ol>
 *   <li>A member dials the peer URLs that the raft store has of the other, all of them in turn; one that works is enough.
 *   <li>An https URL works when the other listens with TLS there, its certificate names the URL's host, and the dialler trusts its CA. A
 *       dialler whose own listener is still http does that too.
 *   <li>A listener with a trusted CA demands a certificate of the dialler (etcd 3.4 and later).
 *   <li>{@code peer-cert-allowed-hostname} is asked of the certificate at the other end, by the listener and by the dialler.
 *   <li>Certificates are read at each handshake, everything else at the start of the process.
 * </ol>
 *
 * <p>Raft itself lives on over links that only one side can dial; leases, snapshots and corruption checks do not. So only links that both
 * sides can dial are counted.
 */
final class PeerLinks {
    private static final String TRUSTED_CA = "peer-trusted-ca-file";

    private final List<SeatedMember> voters;

    PeerLinks(ClusterObservation state) {
        this.voters = SeatedMember.all(state).stream()
                .filter(seat -> !seat.member().learner())
                .toList();
    }

    /** Whether at least {@code size} voters that satisfy the condition can all dial each other. */
    boolean hasGroup(int size, Predicate<Set<MemberId>> condition) {
        for (int bits = 0; bits < 1 << voters.size(); bits++) {
            List<SeatedMember> group = group(bits);
            if (group.size() >= size && condition.test(ids(group)) && areLinked(group)) {
                return true;
            }
        }
        return false;
    }

    private boolean areLinked(List<SeatedMember> group) {
        return group.stream().allMatch(from -> group.stream().allMatch(to -> from == to || dials(from, to)));
    }

    static boolean dials(SeatedMember from, SeatedMember to) {
        return to.member().membership().peerUrls().stream().anyMatch(url -> answers(from, to, url));
    }

    private static boolean answers(SeatedMember from, SeatedMember to, PeerUrl url) {
        List<PeerUrl> there = to.running().listenPeerUrls().stream()
                .filter(listener ->
                        listener.authority().port() == url.authority().port())
                .toList();
        // Behind address translation the ports differ; then any listener of the scheme may be the one.
        List<PeerUrl> listeners = there.isEmpty() ? to.running().listenPeerUrls() : there;
        boolean listens = listeners.stream().anyMatch(listener -> listener.scheme() == url.scheme());
        return listens && (!url.isHttps() || shakeHands(from, to, url));
    }

    private static boolean shakeHands(SeatedMember from, SeatedMember to, PeerUrl url) {
        Optional<CertificateSet> theirs = to.facts().currentCertificates();
        Optional<CertificateSet> ours = from.facts().currentCertificates();
        if (theirs.isEmpty() || ours.isEmpty() || !trust(ours.get(), theirs.get())) {
            return false;
        }
        boolean serverFits = from.running().get(TRUSTED_CA).isPresent()
                && carries(theirs.get(), Usage.SERVER)
                && names(theirs.get()).contains(url.authority().bareHost())
                && isAllowedBy(from.running(), theirs.get());
        boolean demands =
                to.running().get(TRUSTED_CA).isPresent() || to.running().isTrue(TlsSettings.PEER_CLIENT_CERT_AUTH);
        boolean clientFits = from.running().get("peer-cert-file").isPresent()
                && carries(ours.get(), Usage.CLIENT)
                && isAllowedBy(to.running(), ours.get());
        return serverFits && (!demands || clientFits);
    }

    private static boolean isAllowedBy(EtcdSettings settings, CertificateSet other) {
        return settings.get(TlsSettings.ALLOWED_PEER_NAME)
                .map(name -> names(other).contains(name))
                .orElse(true);
    }

    private static boolean trust(CertificateSet one, CertificateSet other) {
        Set<Digest> anchors = new HashSet<>();
        one.trusted().forEach(authority -> anchors.add(authority.fingerprint()));
        return other.trusted().stream().anyMatch(authority -> anchors.contains(authority.fingerprint()));
    }

    private static boolean carries(CertificateSet set, Usage usage) {
        return set.leaf().usages().isEmpty() || set.leaf().usages().contains(usage);
    }

    private static Set<String> names(CertificateSet set) {
        Set<String> names = new HashSet<>(set.leaf().names().dnsNames());
        names.addAll(set.leaf().names().ipAddresses());
        return names;
    }

    private List<SeatedMember> group(int bits) {
        List<SeatedMember> group = new ArrayList<>();
        for (int index = 0; index < voters.size(); index++) {
            if ((bits & 1 << index) != 0) {
                group.add(voters.get(index));
            }
        }
        return group;
    }

    private static Set<MemberId> ids(List<SeatedMember> group) {
        Set<MemberId> ids = new HashSet<>();
        group.forEach(seat -> ids.add(seat.member().id()));
        return ids;
    }
}
