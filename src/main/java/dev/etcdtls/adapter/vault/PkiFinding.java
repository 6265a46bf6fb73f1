package dev.etcdtls.adapter.vault;

import dev.etcdtls.adapter.vault.Reply.Answer;
import dev.etcdtls.adapter.vault.Reply.NoAnswer;
import dev.etcdtls.certificate.CertificateFacts;
import dev.etcdtls.model.ErrorCode;
import dev.etcdtls.model.Outcome;
import dev.etcdtls.model.Problem;
import dev.etcdtls.pki.PkiFound;
import dev.etcdtls.pki.PkiFound.Mount;
import dev.etcdtls.pki.PkiWanted;
import dev.etcdtls.pki.RoleSettings;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Finds what a server has of a wanted PKI. What the token may not see is a refusal, never taken for missing. */
final class PkiFinding {
    private final VaultConnection connection;
    private final PkiReads reads;
    private final PkiWanted wanted;

    PkiFinding(VaultConnection connection, PkiWanted wanted) {
        this.connection = connection;
        this.wanted = wanted;
        this.reads = new PkiReads(connection, wanted.mount());
    }

    Outcome<PkiFound> found() {
        if (!reads.knowsToken()) {
            return unknownToken();
        }
        Optional<Mount> mount = reads.mount();
        String making = "sys/mounts/" + wanted.mount();
        if (mount.isEmpty() && reads.isDenied(making)) {
            return new Outcome.Refused<>(refusal(making).denied("it may neither see nor make that mount"));
        }
        if (mount.isEmpty() || !mount.get().type().equals("pki")) {
            return policies()
                    .then(policies ->
                            new Outcome.Done<>(new PkiFound(mount, Optional.empty(), new TreeMap<>(), policies)));
        }
        return authority()
                .then(authority -> roles().then(roles -> policies()
                        .then(policies -> new Outcome.Done<>(new PkiFound(mount, authority, roles, policies)))));
    }

    private Outcome<Optional<CertificateFacts>> authority() {
        return switch (reads.authorities()) {
            case Outcome.Done<List<CertificateFacts>>(List<CertificateFacts> chain) ->
                new Outcome.Done<>(Optional.of(chain.getFirst()));
            case Outcome.Refused<List<CertificateFacts>>(Problem problem) ->
                problem.code() == ErrorCode.ISSUER_MOUNT_MISSING
                        ? new Outcome.Done<>(Optional.empty())
                        : new Outcome.Refused<>(problem);
            case Outcome.Unknown<List<CertificateFacts>>(Problem problem) -> new Outcome.Refused<>(problem);
        };
    }

    private Outcome<SortedMap<String, RoleSettings>> roles() {
        SortedMap<String, RoleSettings> found = new TreeMap<>();
        for (String name : wanted.roles().keySet()) {
            switch (reads.role(name)) {
                case PkiReads.Role.Read(RoleSettings settings) -> found.put(name, settings);
                case PkiReads.Role.Absent() -> {}
                case PkiReads.Role.Hidden() -> {
                    return new Outcome.Refused<>(
                            refusal(wanted.mount() + "/roles/" + name).denied("reading"));
                }
                case PkiReads.Role.Failed(Problem problem) -> {
                    return new Outcome.Refused<>(problem);
                }
            }
        }
        return new Outcome.Done<>(found);
    }

    private Outcome<SortedMap<String, String>> policies() {
        SortedMap<String, String> found = new TreeMap<>();
        for (String name : wanted.policies().keySet()) {
            String path = "sys/policies/acl/" + name;
            switch (connection.read(path)) {
                case NoAnswer none -> {
                    return new Outcome.Refused<>(none.problem());
                }
                case Answer answer
                when answer.isDone() ->
                    found.put(name, answer.data().path("policy").asString(""));
                case Answer answer when answer.status() == 404 -> {}
                case Answer answer -> {
                    return new Outcome.Refused<>(refusal(path).of(answer));
                }
            }
        }
        return new Outcome.Done<>(found);
    }

    private Outcome<PkiFound> unknownToken() {
        return switch (connection.read("auth/token/lookup-self")) {
            case NoAnswer none -> new Outcome.Refused<>(none.problem());
            case Answer answer ->
                new Outcome.Refused<>(refusal("auth/token/lookup-self").of(answer));
        };
    }

    private Refusal refusal(String path) {
        return new Refusal(wanted.mount(), path.substring(path.lastIndexOf('/') + 1), path);
    }
}
