package dev.etcdtls.simulation;

import dev.etcdtls.config.EtcdSettings;
import dev.etcdtls.model.Authority;
import dev.etcdtls.model.ClientUrl;
import dev.etcdtls.model.PeerUrl;
import dev.etcdtls.port.HostFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Why an etcd process would not start with the settings and files of its host, in etcd's words. */
final class StartCheck {
    private final SimulatedHost host;
    private final EtcdSettings settings;

    StartCheck(SimulatedHost host, EtcdSettings settings) {
        this.host = host;
        this.settings = settings;
    }

    Optional<String> failure() {
        if (host.nextStartFails) {
            return Optional.of("panic: as the test asked for");
        }
        return failureOfFiles();
    }

    /** The same without what a test has planted: what the files alone bring about. */
    Optional<String> failureOfFiles() {
        try {
            return Stream.of(
                            binds(),
                            certificates("cert-file", "key-file", clientsOverTls()),
                            certificates("peer-cert-file", "peer-key-file", peersOverTls()),
                            trusted("trusted-ca-file"),
                            trusted("peer-trusted-ca-file"),
                            advertises())
                    .flatMap(Optional::stream)
                    .findFirst();
        } catch (IllegalArgumentException e) {
            return Optional.of("error verifying flags, " + e.getMessage());
        }
    }

    private boolean clientsOverTls() {
        return settings.listenClientUrls().stream().anyMatch(ClientUrl::isHttps);
    }

    private boolean peersOverTls() {
        return settings.listenPeerUrls().stream().anyMatch(PeerUrl::isHttps);
    }

    /** http and https share a client port, never a peer port; a wildcard takes the port on every address. */
    private Optional<String> binds() {
        List<Authority> bound = new ArrayList<>();
        host.foreignPorts.forEach(port -> bound.add(new Authority("0.0.0.0", port)));
        Stream<Authority> wanted = Stream.of(
                        settings.listenPeerUrls().stream().map(PeerUrl::authority),
                        settings.listenClientUrls().stream()
                                .map(ClientUrl::authority)
                                .distinct(),
                        settings.listenMetricsUrls().stream()
                                .map(ClientUrl::authority)
                                .distinct())
                .flatMap(urls -> urls);
        for (Authority address : wanted.toList()) {
            if (bound.stream().anyMatch(other -> collide(other, address))) {
                return Optional.of("listen tcp " + address + ": bind: address already in use");
            }
            bound.add(address);
        }
        return Optional.empty();
    }

    private static boolean collide(Authority one, Authority other) {
        return one.port() == other.port()
                && (one.isWildcard() || other.isWildcard() || one.host().equals(other.host()));
    }

    private Optional<String> certificates(String certificateFlag, String keyFlag, boolean needed) {
        Optional<String> certificate = settings.get(certificateFlag);
        Optional<String> key = settings.get(keyFlag);
        if (certificate.isEmpty() || key.isEmpty()) {
            return needed ? Optional.of("TLS key/cert (--cert-file, --key-file) must be provided") : Optional.empty();
        }
        Optional<HostFile> certificateFile = host.files.read(certificate.get());
        Optional<HostFile> keyFile = host.files.read(key.get());
        if (certificateFile.isEmpty() || keyFile.isEmpty()) {
            return Optional.of("open " + certificate.get() + ": no such file or directory");
        }
        if (keyFile.get().mode().equals("600") && !keyFile.get().owner().equals(SimulatedHost.ETCD)) {
            return Optional.of("open " + key.get() + ": permission denied");
        }
        boolean pair = SimulatedKeys.publicDigest(keyFile.get().text())
                .equals(SimulatedTls.read(certificateFile.get().text()).stream()
                        .findFirst()
                        .map(leaf -> leaf.publicKey().spki()));
        return pair ? Optional.empty() : Optional.of("tls: private key does not match public key");
    }

    private Optional<String> trusted(String flag) {
        return settings.get(flag)
                .filter(path ->
                        host.files.text(path).filter(text -> !text.isBlank()).isEmpty())
                .map(path -> "open " + path + ": no such file or directory");
    }

    private Optional<String> advertises() {
        return settings.get("listen-client-urls").isPresent()
                        && settings.get("advertise-client-urls").isEmpty()
                ? Optional.of("--advertise-client-urls is required when --listen-client-urls is set explicitly")
                : Optional.empty();
    }
}
