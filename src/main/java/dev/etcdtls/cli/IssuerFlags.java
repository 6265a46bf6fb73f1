package dev.etcdtls.cli;

import dev.etcdtls.inventory.IssuerSettings;
import dev.etcdtls.inventory.IssuerSettings.KeyOrigin;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Who is to issue certificates, as {@code init} is told; everything else gets the usual values and can be edited. */
final class IssuerFlags {
    private static final Duration TTL = Duration.ofDays(30);

    enum Kind {
        LOCAL,
        OPENBAO,
        VAULT
    }

    @Option(names = "--issuer", paramLabel = "local|openbao|vault", description = "who issues certificates (local)")
    private Kind kind = Kind.LOCAL;

    @Option(names = "--issuer-url", paramLabel = "URL", description = "address of the OpenBao or Vault server")
    private Optional<URI> url = Optional.empty();

    @Option(names = "--issuer-ca-file", paramLabel = "FILE", description = "the CA of that server's own certificate")
    private Optional<Path> caFile = Optional.empty();

    @Option(names = "--token-file", paramLabel = "FILE", description = "a file that holds the token")
    private Optional<Path> tokenFile = Optional.empty();

    IssuerSettings settings(String cluster) {
        return switch (kind) {
            case LOCAL -> new IssuerSettings.Local(TTL, KeyOrigin.HOST_BORN);
            case OPENBAO -> server(IssuerSettings.Product.OPENBAO, cluster);
            case VAULT -> server(IssuerSettings.Product.VAULT, cluster);
        };
    }

    private IssuerSettings server(IssuerSettings.Product product, String cluster) {
        if (url.isEmpty() || tokenFile.isEmpty()) {
            throw InitCommand.wrong(
                    "--issuer", "a server needs its address and a token", "give --issuer-url and --token-file");
        }
        return new IssuerSettings.Vault(
                product,
                url.get(),
                caFile.map(IssuerFlags::absolute),
                absolute(tokenFile.get()),
                new IssuerSettings.Pki("etcd/" + cluster + "/pki", "member", KeyOrigin.HOST_BORN, TTL));
    }

    /** The inventory may lie in another folder than this one. */
    private static String absolute(Path file) {
        return file.toAbsolutePath().normalize().toString();
    }
}
