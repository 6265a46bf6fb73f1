package dev.etcdtls.pki;

import dev.etcdtls.certificate.CertificateFacts;
import dev.etcdtls.model.ErrorCode;
import dev.etcdtls.model.Problem;
import dev.etcdtls.pki.PkiChange.EnableMount;
import dev.etcdtls.pki.PkiChange.GenerateRoot;
import dev.etcdtls.pki.PkiChange.There;
import dev.etcdtls.pki.PkiChange.TuneMount;
import dev.etcdtls.pki.PkiChange.WritePolicy;
import dev.etcdtls.pki.PkiChange.WriteRole;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The difference between a wanted PKI and what is there, in the order in which it has to be done: mount, its longest lifetime, CA, roles,
 * policies.
 *
 * @param changes everything wanted, what is there already included
 * @param problems why it cannot be done; then nothing is
 */
public record PkiPlan(List<PkiChange> changes, List<Problem> problems) {
    public PkiPlan {
        changes = List.copyOf(changes);
        problems = List.copyOf(problems);
    }

    /** Compares. */
    public static PkiPlan of(PkiWanted wanted, PkiFound found) {
        Optional<Problem> foreign = found.mount()
                .filter(mount -> !mount.type().equals("pki"))
                .map(mount -> new Problem(
                        ErrorCode.ISSUER_MOUNT_MISSING,
                        "issuer/" + wanted.mount(),
                        "an engine of type " + mount.type() + " is mounted there, not pki",
                        "name another mount in the inventory"));
        if (foreign.isPresent()) {
            return new PkiPlan(List.of(), List.of(foreign.get()));
        }
        List<PkiChange> changes = new ArrayList<>();
        changes.add(mount(wanted, found));
        changes.add(authority(wanted, found));
        wanted.roles().forEach((name, role) -> changes.add(role(wanted.mount(), name, role, found)));
        wanted.policies().forEach((name, text) -> changes.add(policy(name, text, found)));
        return new PkiPlan(changes, List.of());
    }

    /** Whether everything is there. */
    public boolean isEmpty() {
        return problems.isEmpty() && changes.stream().allMatch(PkiChange::isThere);
    }

    private static PkiChange mount(PkiWanted wanted, PkiFound found) {
        if (found.mount().isEmpty()) {
            return new EnableMount(wanted.mount(), wanted.longest());
        }
        PkiFound.Mount there = found.mount().get();
        return there.longest().compareTo(wanted.longest()) < 0
                ? new TuneMount(wanted.mount(), there.longest(), wanted.longest())
                : new There(
                        "mount " + wanted.mount(),
                        "PKI engine, longest lifetime " + there.longest().toHours() + "h");
    }

    private static PkiChange authority(PkiWanted wanted, PkiFound found) {
        if (found.authority().isEmpty()) {
            return new GenerateRoot(wanted.mount(), wanted.mount(), wanted.longest());
        }
        CertificateFacts there = found.authority().get();
        return new There(
                "CA of " + wanted.mount(),
                there.names().commonName() + ", " + there.publicKey().kind() + ", ends "
                        + there.validity().to());
    }

    private static PkiChange role(String mount, String name, RoleSettings wanted, PkiFound found) {
        Optional<RoleSettings> there = Optional.ofNullable(found.roles().get(name));
        if (there.isEmpty()) {
            return new WriteRole(mount, name, wanted, List.of());
        }
        List<String> differences = wanted.differences(there.get());
        return differences.isEmpty()
                ? new There("role " + name, "fits")
                : new WriteRole(mount, name, wanted.over(there.get()), differences);
    }

    private static PkiChange policy(String name, String text, PkiFound found) {
        return text.equals(found.policies().get(name))
                ? new There("policy " + name, "as wanted")
                : new WritePolicy(name, text);
    }
}
