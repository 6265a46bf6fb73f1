package dev.etcdtls.adapter.etcd;

import dev.etcdtls.model.Authority;
import dev.etcdtls.model.ErrorCode;
import dev.etcdtls.model.MemberId;
import dev.etcdtls.model.PeerUrl;
import dev.etcdtls.model.Problem;
import dev.etcdtls.port.EtcdEndpoint;
import dev.etcdtls.port.EtcdReads.Entry;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What must hold of peer URLs before they are sent: of one etcd's grammar, not for all addresses, and with the very hosts and ports that the
 * member has now. etcd stores any text unchecked, and a bad one makes every other member panic for ever (etcd issue 9173).
 */
final class PeerUrlRule {
    private PeerUrlRule() {}

    static Optional<Problem> unfit(EtcdEndpoint via, List<Entry> entries, MemberId member, List<PeerUrl> wanted) {
        Optional<Entry> entry =
                entries.stream().filter(each -> each.id().equals(member)).findFirst();
        if (entry.isEmpty()) {
            return Optional.of(problem(via, "the cluster has no member " + member));
        }
        Set<Authority> present = authorities(entry.get().peerUrls());
        for (PeerUrl url : wanted) {
            if (!PeerUrl.parse(url.toString()).equals(url) || url.authority().isWildcard()) {
                return Optional.of(problem(via, "'" + url + "' cannot be a peer URL"));
            }
        }
        if (!authorities(wanted).equals(present)) {
            return Optional.of(problem(
                    via,
                    "peer URLs of member " + member + " would change more than their scheme, from "
                            + entry.get().peerUrls() + " to " + wanted));
        }
        return Optional.empty();
    }

    private static Set<Authority> authorities(List<PeerUrl> urls) {
        return urls.stream().map(PeerUrl::authority).collect(Collectors.toUnmodifiableSet());
    }

    private static Problem problem(EtcdEndpoint via, String summary) {
        return new Problem(
                ErrorCode.MEMBERSHIP_UNEXPECTED,
                "hosts/" + via.host(),
                summary + "; nothing was sent",
                "compare etcdctl member list with the plan, then plan again");
    }
}
