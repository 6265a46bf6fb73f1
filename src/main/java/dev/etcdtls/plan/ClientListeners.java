package dev.etcdtls.plan;

import dev.etcdtls.config.EtcdSettings;
import dev.etcdtls.model.Authority;
import dev.etcdtls.model.ClientUrl;
import dev.etcdtls.model.Scheme;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Predicate;

/** The client listeners of a member in the two states that a migration gives it. */
final class ClientListeners {
    private ClientListeners() {}

    /**
     * Plaintext as it is, and TLS beside it: on the same port, or for each host on the extra one. Loopback listeners get no twin, unless the
     * member has no others.
     */
    static List<ClientUrl> dual(EtcdSettings running, OptionalInt extraPort) {
        List<ClientUrl> now = running.listenClientUrls();
        List<ClientUrl> twins = plaintextForOthers(now).stream()
                .map(url -> twin(url.authority(), extraPort))
                .toList();
        Set<ClientUrl> both = new LinkedHashSet<>(now);
        twins.stream().filter(url -> !isCovered(url.authority(), twins)).forEach(both::add);
        return List.copyOf(both);
    }

    /** The same listeners with TLS only, but for those that stay plaintext on purpose. */
    static List<ClientUrl> closed(List<ClientUrl> now, Predicate<Authority> staysPlaintext) {
        return now.stream()
                .map(url -> staysPlaintext.test(url.authority()) ? url : url.with(Scheme.HTTPS))
                .distinct()
                .toList();
    }

    /** Plaintext listeners that other hosts reach; those on loopback where there are no others. */
    static List<ClientUrl> plaintextForOthers(List<ClientUrl> listeners) {
        boolean onlyLoopback =
                listeners.stream().allMatch(url -> url.authority().isLoopback());
        return listeners.stream()
                .filter(url -> !url.isHttps())
                .filter(url -> onlyLoopback || !url.authority().isLoopback())
                .toList();
    }

    private static ClientUrl twin(Authority plaintext, OptionalInt extraPort) {
        return new ClientUrl(Scheme.HTTPS, new Authority(plaintext.host(), extraPort.orElse(plaintext.port())));
    }

    /** A wildcard takes the port on every address: a second socket on it fails with "address already in use". */
    private static boolean isCovered(Authority address, List<ClientUrl> twins) {
        List<Authority> wildcards = new ArrayList<>();
        twins.stream().map(ClientUrl::authority).filter(Authority::isWildcard).forEach(wildcards::add);
        return !address.isWildcard() && wildcards.stream().anyMatch(wild -> wild.port() == address.port());
    }
}
