package dev.etcdtls.adapter.vault;

import dev.etcdtls.adapter.vault.Reply.Answer;
import dev.etcdtls.adapter.vault.Reply.NoAnswer;
import dev.etcdtls.certificate.CertificateFacts;
import dev.etcdtls.certificate.Usage;
import dev.etcdtls.inventory.IssuerSettings;
import dev.etcdtls.inventory.IssuerSettings.KeyOrigin;
import dev.etcdtls.model.ErrorCode;
import dev.etcdtls.model.Outcome;
import dev.etcdtls.model.Problem;
import dev.etcdtls.observation.IssuerObservation;
import dev.etcdtls.pki.PkiRoles;
import dev.etcdtls.pki.RoleFit;
import dev.etcdtls.pki.RoleSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One look at the server, from the outside in; what an outer trouble hides is not asked:
 *
 * <ol>
 *   <li>it answers, unsealed, and what its clock says;
 *   <li>the token is known and may ask for certificates;
 *   <li>the mount is there with a CA;
 *   <li>the roles fit, as far as the token may read them; the rest is proven when a certificate is staged.
 * </ol>
 */
final class VaultLook {
    private static final Duration OPERATOR_TTL = Duration.ofHours(24);

    private final VaultConnection connection;
    private final IssuerSettings.Vault settings;
    private final VaultIssuer.Clients clients;
    private final PkiReads reads;
    private final List<Problem> problems = new ArrayList<>();
    private Duration longest = Duration.ZERO;

    VaultLook(VaultConnection connection, IssuerSettings.Vault settings, VaultIssuer.Clients clients) {
        this.connection = connection;
        this.settings = settings;
        this.clients = clients;
        this.reads = new PkiReads(connection, settings.pki().mount());
    }

    IssuerObservation observe() {
        VaultConnection.Health health = connection.health();
        List<CertificateFacts> authorities = List.of();
        if (isAwake(health.reply()) && isTokenGood()) {
            authorities = authorities();
            if (!authorities.isEmpty()) {
                limit(authorities);
                role(settings.pki().role(), EnumSet.of(Usage.SERVER, Usage.CLIENT), settings.keys(), settings.ttl());
                role(PkiRoles.CLIENT, EnumSet.of(Usage.CLIENT), KeyOrigin.ISSUER_BORN, clientTtl());
                switch (clients) {
                    case TOOL -> {}
                    case CONSUMERS -> role(PkiRoles.CLIENT, EnumSet.of(Usage.CLIENT), settings.keys(), settings.ttl());
                }
            }
        }
        return new IssuerObservation(
                authorities,
                longest,
                health.offset(),
                problems.stream().distinct().toList());
    }

    private boolean isAwake(Reply reply) {
        switch (reply) {
            case NoAnswer none -> problems.add(none.problem());
            case Answer answer
            when answer.isDone() -> {
                return true;
            }
            case Answer answer ->
                problems.add(new Problem(
                        ErrorCode.ISSUER_UNAVAILABLE,
                        "issuer",
                        connection.url()
                                + switch (answer.status()) {
                                    case 503 -> " is sealed";
                                    case 501 -> " is not initialised";
                                    default -> " answers its health check with " + answer.status();
                                },
                        "unseal or repair the server, then run this again"));
        }
        return false;
    }

    private boolean isTokenGood() {
        return switch (connection.read("auth/token/lookup-self")) {
            case NoAnswer none -> problems.add(none.problem()) && false;
            case Answer answer when answer.isDone() -> isAllowed();
            // A token without the default policy may not look at itself, but any known token gets another answer here
            // than an unknown one.
            case Answer _ when reads.knowsToken() -> true;
            case Answer answer -> {
                problems.add(new Problem(
                        ErrorCode.ISSUER_TOKEN,
                        "issuer.token-file",
                        connection.url() + " does not know the token in " + settings.tokenFile() + " ("
                                + answer.errors() + ")",
                        "put a valid token into that file; it may have expired"));
                yield false;
            }
        };
    }

    private boolean isAllowed() {
        String mount = settings.pki().mount();
        String verb = switch (settings.keys()) {
            case HOST_BORN -> "sign";
            case ISSUER_BORN -> "issue";
        };
        Set<String> paths = new LinkedHashSet<>(
                List.of(mount + "/" + verb + "/" + settings.pki().role(), mount + "/issue/" + PkiRoles.CLIENT));
        switch (clients) {
            case TOOL -> {}
            case CONSUMERS -> paths.add(mount + "/" + verb + "/" + PkiRoles.CLIENT);
        }
        if (connection.write("sys/capabilities-self", Map.of("paths", String.join(",", paths))) instanceof Answer answer
                && answer.isDone()) {
            for (String path : paths) {
                String capabilities = answer.data().path(path).toString();
                if (capabilities.contains("deny")) {
                    problems.add(new Refusal(mount, "", path).denied(""));
                }
            }
        }
        return true;
    }

    private List<CertificateFacts> authorities() {
        return switch (reads.authorities()) {
            case Outcome.Done<List<CertificateFacts>>(List<CertificateFacts> found) -> found;
            case Outcome.Refused<List<CertificateFacts>>(Problem problem) -> none(problem);
            case Outcome.Unknown<List<CertificateFacts>>(Problem problem) -> none(problem);
        };
    }

    private List<CertificateFacts> none(Problem problem) {
        // Without a mount no capability can be told either: the one cause is enough.
        problems.clear();
        problems.add(problem);
        return List.of();
    }

    private void limit(List<CertificateFacts> authorities) {
        Duration left = Duration.between(
                connection.now(), authorities.getFirst().validity().to());
        longest = left.isNegative() ? Duration.ZERO : left;
        reads.mount().map(mount -> mount.longest()).filter(Duration::isPositive).ifPresent(this::limit);
    }

    private void limit(Duration ttl) {
        longest = longest.compareTo(ttl) < 0 ? longest : ttl;
    }

    private Duration clientTtl() {
        return settings.ttl().compareTo(OPERATOR_TTL) < 0 ? settings.ttl() : OPERATOR_TTL;
    }

    private void role(String name, Set<Usage> usages, KeyOrigin keys, Duration ttl) {
        String mount = settings.pki().mount();
        String path = mount + "/roles/" + name;
        switch (reads.role(name)) {
            case PkiReads.Role.Read(RoleSettings role) -> {
                boolean member = usages.contains(Usage.SERVER);
                problems.addAll(RoleFit.problems("issuer/" + path, role, new RoleFit.Need(usages, member, keys, ttl)));
                if (member && role.longestTtl().isPositive()) {
                    limit(role.longestTtl());
                }
            }
            case PkiReads.Role.Absent() ->
                problems.add(new Refusal(mount, name, path)
                        .unfit(
                                "there is no role " + name + " at " + mount,
                                "run etcd-tls pki bootstrap, or name the right role in the inventory"));
            case PkiReads.Role.Hidden() -> {}
            case PkiReads.Role.Failed(Problem problem) -> problems.add(problem);
        }
    }
}
