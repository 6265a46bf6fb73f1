package dev.etcdtls.adapter.vault;

import dev.etcdtls.adapter.vault.Reply.Answer;
import dev.etcdtls.adapter.vault.Reply.NoAnswer;
import dev.etcdtls.inventory.IssuerSettings;
import dev.etcdtls.model.ErrorCode;
import dev.etcdtls.model.Outcome;
import dev.etcdtls.model.Problem;
import dev.etcdtls.model.ProblemException;
import dev.etcdtls.pki.PkiChange;
import dev.etcdtls.pki.PkiPlan;
import dev.etcdtls.pki.PkiWanted;
import dev.etcdtls.port.Nothing;
import dev.etcdtls.port.Pacer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Mount, CA, roles and policies of a cluster at a Vault or OpenBao. What is there and fits stays untouched, so that it may be run again at
 * any time; a CA that is there is never replaced nor joined by another.
 */
public final class VaultPki {
    private static final Logger LOG = LoggerFactory.getLogger(VaultPki.class);

    private final VaultConnection connection;
    private final PkiFinding finding;
    private final PkiWanted wanted;

    private VaultPki(VaultConnection connection, PkiWanted wanted) {
        this.connection = connection;
        this.wanted = wanted;
        this.finding = new PkiFinding(connection, wanted);
    }

    /**
     * Reads token and CA file; makes no call yet.
     *
     * @param inventoryFolder what relative paths of the inventory start from
     * @throws dev.etcdtls.model.ProblemException when a file is missing or cannot be used
     */
    public static VaultPki connect(IssuerSettings.Vault settings, Path inventoryFolder, Pacer pacer) {
        VaultConnection connection = VaultConnection.open(settings, inventoryFolder, pacer);
        try {
            return new VaultPki(connection, PkiWanted.of(settings.pki()));
        } catch (IllegalArgumentException e) {
            throw new ProblemException(
                    new Problem(
                            ErrorCode.INVENTORY_INVALID,
                            "issuer.role",
                            String.valueOf(e.getMessage()),
                            "name another role in the inventory"),
                    e);
        }
    }

    /** What is there and what is missing, in the order in which it would be made. Changes nothing. */
    public Outcome<List<PkiChange>> look() {
        return worded(finding.found().then(there -> {
            PkiPlan plan = PkiPlan.of(wanted, there);
            return plan.problems().isEmpty()
                    ? new Outcome.Done<>(plan.changes())
                    : new Outcome.Refused<>(plan.problems().getFirst());
        }));
    }

    /**
     * Makes what is missing and reads everything back. Gives what {@link #look} gave before: what was there already, and what was made. It
     * stops at the first refusal; running it again goes on from there.
     */
    public Outcome<List<PkiChange>> bootstrap() {
        return look().then(changes -> {
            for (PkiChange change : changes) {
                Outcome<List<PkiChange>> made = worded(make(change).then(_ -> new Outcome.Done<>(changes)));
                if (!made.isDone()) {
                    return made;
                }
            }
            return look().then(after -> confirmed(changes, after));
        });
    }

    /** What the tool's own token may do is not enough here. */
    private static <T> Outcome<T> worded(Outcome<T> outcome) {
        return switch (outcome) {
            case Outcome.Done<T> done -> done;
            case Outcome.Unknown<T> unknown -> unknown;
            case Outcome.Refused<T>(Problem problem)
            when problem.code() == ErrorCode.ISSUER_TOKEN ->
                new Outcome.Refused<>(new Problem(
                        problem.code(),
                        problem.address(),
                        problem.summary(),
                        "put the token of somebody who may make mounts, roles and policies into the token file; the rest"
                                + " of etcd-tls needs less"));
            case Outcome.Refused<T> refused -> refused;
        };
    }

    private Outcome<List<PkiChange>> confirmed(List<PkiChange> done, List<PkiChange> after) {
        return after.stream()
                .filter(change -> !change.isThere())
                .findFirst()
                .<Outcome<List<PkiChange>>>map(change -> new Outcome.Refused<>(new Problem(
                        ErrorCode.ISSUER_ROLE_UNFIT,
                        "issuer/" + wanted.mount(),
                        "the server took " + change.subject() + " but does not show it (" + change.detail() + ")",
                        "compare it by hand with etcd-tls pki show")))
                .orElseGet(() -> new Outcome.Done<>(done));
    }

    private Outcome<Nothing> make(PkiChange change) {
        return switch (change) {
            case PkiChange.There _ -> new Outcome.Done<>(Nothing.NOTHING);
            case PkiChange.EnableMount mount ->
                once("sys/mounts/" + mount.mount(), Map.of("type", "pki", "description", "etcd certificates"))
                        .then(_ -> tune(mount.mount(), mount.longest().toSeconds()));
            case PkiChange.TuneMount mount ->
                tune(mount.mount(), mount.longest().toSeconds());
            case PkiChange.GenerateRoot root ->
                once(
                        root.mount() + "/root/generate/internal",
                        Map.of(
                                "common_name", root.commonName(),
                                "exclude_cn_from_sans", "true",
                                "key_type", "ec",
                                "key_bits", "256",
                                "ttl", root.ttl().toSeconds() + "s"));
            case PkiChange.WriteRole role ->
                done(
                        "roles",
                        role.mount() + "/roles/" + role.role(),
                        role.settings().values());
            case PkiChange.WritePolicy policy ->
                done("policies", "sys/policies/acl/" + policy.name(), Map.of("policy", policy.text()));
        };
    }

    private Outcome<Nothing> tune(String mount, long seconds) {
        return done("mounts", "sys/mounts/" + mount + "/tune", Map.of("max_lease_ttl", seconds + "s"));
    }

    /** For what must not be repeated blindly: a second root would stand beside the first. */
    private Outcome<Nothing> once(String path, Map<String, String> values) {
        return outcome(path, connection.writeOnce(path, values));
    }

    private Outcome<Nothing> done(String what, String path, Map<String, String> values) {
        LOG.debug("writing {} at {}", what, path);
        return outcome(path, connection.write(path, values));
    }

    private Outcome<Nothing> outcome(String path, Reply reply) {
        return switch (reply) {
            case NoAnswer(Problem problem, boolean maybeDone) ->
                maybeDone ? new Outcome.Unknown<>(problem) : new Outcome.Refused<>(problem);
            case Answer answer
            when answer.isDone() -> {
                answer.warnings().stream().filter(VaultPki::isNews).forEach(text -> LOG.warn("{}: {}", path, text));
                yield new Outcome.Done<>(Nothing.NOTHING);
            }
            case Answer answer -> new Outcome.Refused<>(refusal(path).of(answer));
        };
    }

    /**
     * Two warnings come whenever all is well: about AIA and CRL addresses, which this tool does not set because neither etcd nor Go follows
     * them and other clients would then depend on the server to connect at all; and about settings that the server shows in a role and
     * ignores when it is written (what matters of a role is read back).
     */
    private static boolean isNews(String warning) {
        return !warning.contains("authority information access (AIA)")
                && !warning.contains("Endpoint ignored these unrecognized parameters");
    }

    private Refusal refusal(String path) {
        return new Refusal(wanted.mount(), path.substring(path.lastIndexOf('/') + 1), path);
    }
}
