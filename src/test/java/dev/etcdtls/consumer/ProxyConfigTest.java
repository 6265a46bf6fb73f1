package dev.etcdtls.consumer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.etcdtls.certificate.CertificateFolder;
import dev.etcdtls.inventory.ProxyKind;
import dev.etcdtls.inventory.ProxyLeg;
import dev.etcdtls.model.Authority;
import dev.etcdtls.model.FilePath;
import dev.etcdtls.model.MemberName;
import dev.etcdtls.model.ServiceUser;
import dev.etcdtls.model.UnitName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ProxyConfigTest {
    private static final Authority LISTEN = new Authority("127.0.0.1", 2382);

    /** Golden files: what stands on the host, path and mode included. {@code -Dgolden.write=true} writes them anew. */
    @ParameterizedTest
    @CsvSource({
        "haproxy, HAPROXY, TLS",
        "haproxy-plaintext-leg, HAPROXY, PLAINTEXT",
        "gateway, GATEWAY, TLS",
        "grpc-proxy, GRPC_PROXY, TLS",
        "grpc-proxy-plaintext-leg, GRPC_PROXY, PLAINTEXT",
    })
    void writesWhatStandsOnTheHost(String name, ProxyKind kind, ProxyLeg leg) throws IOException {
        golden(name, printed(ProxyConfig.files(kind, setup(kind, leg, direct()))));
    }

    @Test
    void bothPortsOfAMemberAreServersOfTheirOwn() throws IOException {
        List<MemberServer> both = Stream.of("m1", "m2")
                .flatMap(name -> Stream.of(2379, 2378).map(port -> server(name, "198.51.100.1" + name.charAt(1), port)))
                .toList();

        golden(
                "haproxy-extra-port",
                printed(ProxyConfig.files(ProxyKind.HAPROXY, setup(ProxyKind.HAPROXY, ProxyLeg.TLS, both))));
    }

    @Test
    void membersThatDifferInCaseHaveLabelsOfTheirOwn() {
        List<MemberServer> alike =
                List.of(server("Etcd_1", "198.51.100.11", 2379), server("etcd-1", "[fd00::2]", 2379));

        assertThat(HaproxyText.of(setup(ProxyKind.HAPROXY, ProxyLeg.TLS, alike)))
                .endsWith("    server etcd-1-2379 198.51.100.11:2379 verifyhost etcd-1\n"
                        + "    server etcd-1-2379-2 [fd00::2]:2379 verifyhost etcd-1\n");
    }

    @Test
    void noProxyNeedsNoFile() {
        assertThat(ProxyConfig.files(ProxyKind.NONE, setup(ProxyKind.HAPROXY, ProxyLeg.TLS, direct())))
                .isEmpty();
    }

    @Test
    void aProxyForEverybodyIsRefused() {
        assertThatThrownBy(() -> new ProxySetup(
                        new Authority("0.0.0.0", 2382),
                        ProxyLeg.PLAINTEXT,
                        direct(),
                        new CertificateFolder(new FilePath("/etc/etcd-proxy/tls")),
                        service(ProxyKind.HAPROXY)))
                .hasMessage("a localhost proxy listens on loopback, not on 0.0.0.0:2382");
        assertThatThrownBy(() -> setup(ProxyKind.HAPROXY, ProxyLeg.TLS, List.of()))
                .hasMessage("a proxy without a member behind it");
    }

    private static List<MemberServer> direct() {
        return List.of(
                server("m1", "198.51.100.11", 2379),
                server("m2", "198.51.100.12", 2379),
                server("m3", "198.51.100.13", 2379));
    }

    private static MemberServer server(String member, String host, Integer port) {
        return new MemberServer(new MemberName(member), new Authority(host, port));
    }

    private static ProxySetup setup(ProxyKind kind, ProxyLeg leg, List<MemberServer> servers) {
        return new ProxySetup(
                LISTEN, leg, servers, new CertificateFolder(new FilePath("/etc/etcd-proxy/tls")), service(kind));
    }

    private static ProxySetup.Service service(ProxyKind kind) {
        UnitName consumer = new UnitName("kube-apiserver.service");
        return kind == ProxyKind.HAPROXY
                ? new ProxySetup.Service(
                        new FilePath("/usr/sbin/haproxy"), new ServiceUser("haproxy", "haproxy"), consumer)
                : new ProxySetup.Service(new FilePath("/usr/bin/etcd"), new ServiceUser("etcd", "etcd"), consumer);
    }

    private static String printed(List<ProxyFile> files) {
        return files.stream()
                .map(file -> "==> " + file.path() + " " + file.mode() + "\n" + file.text())
                .collect(Collectors.joining());
    }

    private static void golden(String name, String text) throws IOException {
        Path file = Path.of("src/test/resources/consumer/proxy", name + ".txt");
        if (Boolean.getBoolean("golden.write")) {
            Files.writeString(file, text);
        }
        assertThat(text).as(name).isEqualTo(Files.readString(file));
    }
}
