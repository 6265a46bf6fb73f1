package dev.etcdtls.pki;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.etcdtls.certificate.CertificateFacts;
import dev.etcdtls.inventory.IssuerSettings.KeyOrigin;
import dev.etcdtls.inventory.IssuerSettings.Pki;
import dev.etcdtls.model.Digest;
import dev.etcdtls.model.ErrorCode;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

final class PkiPlanTest {
    private static final PkiWanted WANTED =
            PkiWanted.of(new Pki("etcd/c1/pki", "member", KeyOrigin.HOST_BORN, Duration.ofHours(720)));
    private static final CertificateFacts CA = new CertificateFacts(
            Digest.of("ca"),
            new CertificateFacts.Names("somebody's CA", new TreeSet<>(), new TreeSet<>()),
            Set.of(),
            new CertificateFacts.Validity(Instant.EPOCH, Instant.parse("2036-01-01T00:00:00Z")),
            new CertificateFacts.PublicKey(Digest.of("key"), "EC 256"),
            true);

    @Test
    void onAnEmptyServerEverythingIsMadeInOrder() {
        assertThat(PkiPlan.of(WANTED, PkiFound.nothing()).changes())
                .extracting(PkiChange::subject)
                .containsExactly(
                        "mount etcd/c1/pki",
                        "CA of etcd/c1/pki",
                        "role client",
                        "role member",
                        "policy etcd/c1/pki/client",
                        "policy etcd/c1/pki/operator");
    }

    @Test
    void whatIsThereAsWantedLeavesNothingToDo() {
        assertThat(PkiPlan.of(WANTED, found(WANTED.longest(), WANTED.roles())).isEmpty())
                .isTrue();
    }

    @Test
    void aCaThatIsThereIsNeverReplaced() {
        assertThat(PkiPlan.of(WANTED, found(Duration.ofHours(768), new TreeMap<>()))
                        .changes())
                .noneMatch(PkiChange.GenerateRoot.class::isInstance)
                .anySatisfy(change -> assertThat(change)
                        .isInstanceOf(PkiChange.TuneMount.class)
                        .extracting(PkiChange::detail)
                        .asString()
                        .contains("768h to 87600h"));
    }

    @Test
    void aRoleIsChangedWhereItDiffersAndKeepsTheRest() {
        SortedMap<String, String> values =
                new TreeMap<>(PkiRoles.member(Duration.ofHours(720)).values());
        values.put("allow_ip_sans", "false");
        values.put("ou", "platform");
        values.put("max_ttl", "31536000");
        SortedMap<String, RoleSettings> roles = new TreeMap<>(WANTED.roles());
        roles.put("member", new RoleSettings(values));

        PkiChange.WriteRole change =
                (PkiChange.WriteRole) PkiPlan.of(WANTED, found(WANTED.longest(), roles)).changes().stream()
                        .filter(each -> !each.isThere())
                        .findFirst()
                        .orElseThrow();

        assertThat(change.detail()).isEqualTo("changed: allow_ip_sans: false → true");
        assertThat(change.settings().value("ou")).contains("platform");
        assertThat(change.settings().longestTtl()).isEqualTo(Duration.ofDays(365));
    }

    @Test
    void anotherEngineAtTheMountIsNotTouched() {
        PkiFound found = new PkiFound(
                Optional.of(new PkiFound.Mount("kv", WANTED.longest())),
                Optional.empty(),
                new TreeMap<>(),
                new TreeMap<>());

        assertThat(PkiPlan.of(WANTED, found).changes()).isEmpty();
        assertThat(PkiPlan.of(WANTED, found).problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.code()).isEqualTo(ErrorCode.ISSUER_MOUNT_MISSING));
    }

    @Test
    void theClientRoleGivesNoNamesAtAll() {
        RoleSettings client = PkiRoles.client(Duration.ofHours(720));

        assertThat(client.denies("allow_any_name")).isTrue();
        assertThat(client.denies("allow_localhost")).isTrue();
        assertThat(client.denies("allow_ip_sans")).isTrue();
        assertThat(client.value("allowed_domains")).contains("");
        assertThat(WANTED.policies().get("etcd/c1/pki/client")).contains("\"common_name\" = [\"peer.*\"]");
    }

    @Test
    void membersAndClientsCannotShareARole() {
        assertThatThrownBy(() ->
                        PkiWanted.of(new Pki("etcd/c1/pki", "client", KeyOrigin.HOST_BORN, Duration.ofHours(720))))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static PkiFound found(Duration longest, SortedMap<String, RoleSettings> roles) {
        return new PkiFound(Optional.of(new PkiFound.Mount("pki", longest)), Optional.of(CA), roles, WANTED.policies());
    }
}
