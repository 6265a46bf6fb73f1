package dev.etcdtls.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class LabOptionsTest {

    @ParameterizedTest
    @ValueSource(ints = {0, 8})
    void refusesTooFewAndTooManyMembers(int members) {
        assertThatThrownBy(() -> LabOptions.named("a").withMembers(members))
                .isInstanceOf(LabException.class)
                .hasMessageContaining("1 to 7");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "A", "a_b", "../a", "-a"})
    void refusesNamesThatAreNoFolderNames(String name) {
        assertThatThrownBy(() -> LabOptions.named(name)).isInstanceOf(LabException.class);
    }

    @Test
    void namesTheReleasesThatItHas() {
        assertThat(EtcdRelease.of("3.4.23")).isEqualTo(EtcdRelease.V3_4_23);
        assertThatThrownBy(() -> EtcdRelease.of("3.2.0")).hasMessageContaining("only 3.5.16, 3.4.23");
    }
}
