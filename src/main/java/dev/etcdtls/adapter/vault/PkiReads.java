package dev.etcdtls.adapter.vault;

import dev.etcdtls.adapter.vault.Reply.Answer;
import dev.etcdtls.adapter.vault.Reply.NoAnswer;
import dev.etcdtls.certificate.CertificateFacts;
import dev.etcdtls.certificate.CertificateReader;
import dev.etcdtls.model.ErrorCode;
import dev.etcdtls.model.Outcome;
import dev.etcdtls.model.Problem;
import dev.etcdtls.pki.PkiFound.Mount;
import dev.etcdtls.pki.RoleSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/** Reads a PKI mount, its CA and its roles. */
final class PkiReads {
    private final VaultConnection connection;
    private final String mount;

    PkiReads(VaultConnection connection, String mount) {
        this.connection = connection;
        this.mount = mount;
    }

    /** A role as far as the token may see it. */
    sealed interface Role {
        record Read(RoleSettings settings) implements Role {}

        record Absent() implements Role {}

        /** The token may not read it. */
        record Hidden() implements Role {}

        record Failed(Problem problem) implements Role {}
    }

    /**
     * The mount as the server's own preflight tells any token that may do something below it; empty when nothing is mounted there or the token
     * may do nothing there: the server does not tell these apart.
     */
    Optional<Mount> mount() {
        if (connection.read(preflight()) instanceof Answer answer && answer.isDone()) {
            JsonNode data = answer.data();
            Duration own =
                    Duration.ofSeconds(data.path("config").path("max_lease_ttl").asLong(0));
            return Optional.of(new Mount(data.path("type").asString(""), own.isZero() ? defaultLongest() : own));
        }
        return Optional.empty();
    }

    /** Whether the token is one that the server knows: an unknown one gets the bare refusal. */
    boolean knowsToken() {
        return connection.read(preflight()) instanceof Answer answer
                && (answer.isDone() || answer.errors().contains("preflight"));
    }

    /** Whether the server says that the token may do nothing at a path; a token that may not ask is not denied. */
    boolean isDenied(String path) {
        return connection.write("sys/capabilities-self", Map.of("paths", path)) instanceof Answer answer
                && answer.isDone()
                && answer.data().path(path).toString().contains("deny");
    }

    private String preflight() {
        return "sys/internal/ui/mounts/" + mount;
    }

    /** What a mount without a limit of its own grants; zero when the token may not know. */
    private Duration defaultLongest() {
        return connection.read("sys/mounts/" + mount + "/tune") instanceof Answer answer && answer.isDone()
                ? Duration.ofSeconds(answer.data().path("max_lease_ttl").asLong(0))
                : Duration.ZERO;
    }

    /** The CA that signs, then what signed it; the root is last. Needs no rights: the path is open on every PKI mount. */
    Outcome<List<CertificateFacts>> authorities() {
        Refusal refusal = new Refusal(mount, "", mount + "/cert/ca_chain");
        return switch (connection.read(refusal.path())) {
            case NoAnswer none -> new Outcome.Refused<>(none.problem());
            case Answer answer when answer.isDone() -> read(answer, refusal);
            // On a path that is open to all, a 403 means that there is no such mount.
            case Answer answer when answer.status() == 403 -> new Outcome.Refused<>(refusal.noMount());
            case Answer answer -> new Outcome.Refused<>(refusal.of(answer));
        };
    }

    private Outcome<List<CertificateFacts>> read(Answer answer, Refusal refusal) {
        try {
            List<CertificateFacts> found =
                    CertificateReader.read(answer.data().path("certificate").asString(""));
            return found.isEmpty() ? new Outcome.Refused<>(noCa()) : new Outcome.Done<>(found);
        } catch (IllegalArgumentException e) {
            return new Outcome.Refused<>(refusal.unfit(
                    "the CA of " + mount + " cannot be read (" + e.getMessage() + ")", "look at the mount's issuers"));
        }
    }

    /** What {@link #authorities} says of a mount without a CA. */
    private Problem noCa() {
        return new Problem(
                ErrorCode.ISSUER_MOUNT_MISSING,
                "issuer/" + mount,
                "the mount " + mount + " has no CA",
                "run etcd-tls pki bootstrap, or give it one");
    }

    Role role(String name) {
        String path = mount + "/roles/" + name;
        return switch (connection.read(path)) {
            case NoAnswer none -> new Role.Failed(none.problem());
            case Answer answer when answer.isDone() -> new Role.Read(settings(answer.data()));
            case Answer answer when answer.status() == 404 -> new Role.Absent();
            case Answer answer when answer.status() == 403 -> new Role.Hidden();
            case Answer answer -> new Role.Failed(new Refusal(mount, name, path).of(answer));
        };
    }

    private static RoleSettings settings(JsonNode data) {
        SortedMap<String, String> values = new TreeMap<>();
        data.propertyNames().forEach(name -> values.put(name, text(data.path(name))));
        return new RoleSettings(values);
    }

    private static String text(JsonNode value) {
        if (!value.isArray()) {
            return value.asString("");
        }
        List<String> parts = new ArrayList<>();
        value.forEach(part -> parts.add(part.asString("")));
        return String.join(",", parts);
    }
}
