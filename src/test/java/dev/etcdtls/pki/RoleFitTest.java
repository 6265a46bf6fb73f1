package dev.etcdtls.pki;

import static org.assertj.core.api.Assertions.assertThat;

import dev.etcdtls.certificate.Usage;
import dev.etcdtls.inventory.IssuerSettings.KeyOrigin;
import dev.etcdtls.model.ErrorCode;
import dev.etcdtls.model.Problem;
import dev.etcdtls.pki.RoleFit.Need;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

final class RoleFitTest {
    private static final Duration MONTH = Duration.ofHours(720);

    @ParameterizedTest
    @EnumSource(KeyOrigin.class)
    void ourOwnRolesFit(KeyOrigin keys) {
        Need member = new Need(EnumSet.of(Usage.SERVER, Usage.CLIENT), true, keys, MONTH);
        Need client = new Need(EnumSet.of(Usage.CLIENT), false, keys, Duration.ofHours(24));

        assertThat(RoleFit.problems("issuer", PkiRoles.member(MONTH), member)).isEmpty();
        assertThat(RoleFit.problems("issuer", PkiRoles.client(MONTH), client)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            allow_ip_sans       | false | HOST_BORN   | ISSUER_ROLE_UNFIT | refuses IP SANs
            client_flag         | false | HOST_BORN   | ISSUER_ROLE_UNFIT | lacks clientAuth
            server_flag         | false | HOST_BORN   | ISSUER_ROLE_UNFIT | lacks serverAuth
            key_type            | rsa   | HOST_BORN   | ISSUER_ROLE_UNFIT | wants rsa keys
            key_type            | any   | ISSUER_BORN | ISSUER_ROLE_UNFIT | key_type=any
            key_bits            | 384   | HOST_BORN   | ISSUER_ROLE_UNFIT | 384 bits
            use_csr_common_name | true  | HOST_BORN   | ISSUER_ROLE_UNFIT | use_csr_common_name=true
            use_csr_sans        | true  | HOST_BORN   | ISSUER_ROLE_UNFIT | use_csr_sans=true
            max_ttl             | 86400 | HOST_BORN   | TTL_CUT           | at most 24h
            """)
    void saysWhatARoleDoesNotGive(String setting, String value, KeyOrigin keys, ErrorCode code, String text) {
        Need need = new Need(EnumSet.of(Usage.SERVER, Usage.CLIENT), true, keys, MONTH);

        List<Problem> problems = RoleFit.problems("issuer/role", with(setting, value), need);

        assertThat(problems).singleElement().satisfies(problem -> {
            assertThat(problem.code()).isEqualTo(code);
            assertThat(problem.summary()).contains(text);
        });
    }

    @ParameterizedTest
    @CsvSource({
        "key_type, rsa, ISSUER_BORN",
        "key_type, any, HOST_BORN",
        "key_bits, 384, ISSUER_BORN",
        "max_ttl, 0, HOST_BORN"
    })
    void whatWorksIsNotRefused(String setting, String value, KeyOrigin keys) {
        Need need = new Need(EnumSet.of(Usage.SERVER, Usage.CLIENT), true, keys, MONTH);

        assertThat(RoleFit.problems("issuer/role", with(setting, value), need)).isEmpty();
    }

    @Test
    void aUsageMayAlsoComeFromTheListOfExtendedKeyUsages() {
        SortedMap<String, String> values = new TreeMap<>(PkiRoles.member(MONTH).values());
        values.put("client_flag", "false");
        values.put("ext_key_usage", "ClientAuth");
        Need need = new Need(EnumSet.of(Usage.SERVER, Usage.CLIENT), true, KeyOrigin.HOST_BORN, MONTH);

        assertThat(RoleFit.problems("issuer/role", new RoleSettings(values), need))
                .isEmpty();
    }

    private static RoleSettings with(String setting, String value) {
        SortedMap<String, String> values = new TreeMap<>(PkiRoles.member(MONTH).values());
        values.put(setting, value);
        return new RoleSettings(values);
    }
}
