package dev.etcdtls.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DebianArchiveTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "URIs: http://mirror.example/debian",
                "URIs: http://mirror.example/debian/",
                "deb http://mirror.example/debian bookworm main",
                "deb [signed-by=/usr/share/keyrings/k.gpg] http://mirror.example/debian/ bookworm main contrib"
            })
    void takesTheAddressFromBothFormsOfAptSources(String line) {
        assertThat(DebianArchive.addressIn(List.of("# deb http://other.example/debian old main", line)))
                .isEqualTo("http://mirror.example/debian");
    }

    @Test
    void securityAndForeignArchivesAreNotTheArchive() {
        List<String> lines = List.of(
                "URIs: http://mirror.example/debian-security",
                "deb https://packages.example/cloud-sdk-bookworm main",
                "deb-src http://mirror.example/debian bookworm main");
        assertThatThrownBy(() -> DebianArchive.addressIn(lines))
                .isInstanceOf(LabException.class)
                .hasMessageContaining("/etc/apt/sources.list.d");
    }
}
