package dev.etcdtls.simulation;

import dev.etcdtls.model.Authority;
import dev.etcdtls.model.PeerUrl;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** L7: an update of a member changes schemes only. A wrong peer URL destroys a cluster (etcd issue 9173). */
final class UrlLaw {
    private UrlLaw() {}

    static Optional<String> onlySchemesChange(List<PeerUrl> before, List<PeerUrl> after) {
        return authorities(before).equals(authorities(after))
                ? Optional.empty()
                : Optional.of("L7: peer URLs " + before + " became " + after);
    }

    private static Set<Authority> authorities(List<PeerUrl> urls) {
        return urls.stream().map(PeerUrl::authority).collect(Collectors.toSet());
    }
}
