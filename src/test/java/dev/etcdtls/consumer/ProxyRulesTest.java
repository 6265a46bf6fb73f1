package dev.etcdtls.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.etcdtls.consumer.ApiserverSite.Users;
import dev.etcdtls.consumer.ProxyDecision.Choice;
import dev.etcdtls.consumer.ProxyDecision.Unfit;
import dev.etcdtls.inventory.ProxyKind;
import dev.etcdtls.inventory.ProxyLeg;
import dev.etcdtls.model.EtcdVersion;
import dev.etcdtls.model.HostName;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ProxyRulesTest {
    /** wish | leg | Kubernetes | haproxy | etcd on the host | decision. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
        -          | TLS       | 1.34.10 | 2.6 | -      | HAPROXY    | haproxy 2.6 is installed on a1; every call passes it, and it leaves a member that is away by itself
        -          | TLS       | 1.34.10 | -   | -      | NONE       | kube-apiserver 1.34.10 speaks mutual TLS to the members by itself; not haproxy: haproxy is not installed on a1
        -          | TLS       | 1.34.10 | 1.8 | 3.5.16 | NONE       | kube-apiserver 1.34.10 speaks mutual TLS to the members by itself; not haproxy: haproxy 1.8 on a1 is too old to offer h2 to the members, and without it gRPC hangs
        -          | TLS       | 1.15.12 | -   | 3.3.25 | GATEWAY    | etcd 3.3.25 on a1 can be a gateway; TLS goes through it to the members, whose certificates carry 127.0.0.1; not haproxy: haproxy is not installed on a1; not none: kube-apiserver 1.15.12 checks every member's certificate against the name of the first endpoint (1.13 to 1.16, kubernetes#72102)
        -          | PLAINTEXT | 1.34.10 | 2.6 | -      | HAPROXY    | haproxy 2.6 is installed on a1; every call passes it, and it leaves a member that is away by itself
        haproxy    | TLS       | 1.10.0  | 2.0 | -      | HAPROXY    | haproxy 2.0 is installed on a1; every call passes it, and it leaves a member that is away by itself
        gateway    | TLS       | 1.34.10 | 2.6 | 3.5.16 | GATEWAY    | etcd 3.5.16 on a1 can be a gateway; TLS goes through it to the members, whose certificates carry 127.0.0.1
        grpc-proxy | TLS       | 1.30.14 | 2.6 | 3.5.16 | GRPC_PROXY | the inventory asks for it, and kube-apiserver 1.30.14 needs nothing that the grpc-proxy of etcd 3.5.16 cannot do
        grpc-proxy | PLAINTEXT | 1.30.14 | 2.6 | 3.4.19 | GRPC_PROXY | the inventory asks for it, and kube-apiserver 1.30.14 needs nothing that the grpc-proxy of etcd 3.4.19 cannot do
        none       | TLS       | 1.12.10 | 2.6 | -      | NONE       | kube-apiserver 1.12.10 speaks mutual TLS to the members by itself
        none       | TLS       | 1.17.0  | 2.6 | -      | NONE       | kube-apiserver 1.17.0 speaks mutual TLS to the members by itself
        """)
    void choosesAndSaysWhy(
            @Nullable String wish,
            ProxyLeg leg,
            String kubernetes,
            @Nullable String haproxy,
            @Nullable String etcd,
            ProxyKind kind,
            String why) {
        assertThat(ProxyRules.decide(wish(wish), leg, site(kubernetes, haproxy, etcd)))
                .isEqualTo(new Choice(kind, why));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
        haproxy    | TLS       | 1.34.10 | -   | 3.5.16 | haproxy is not installed on a1 | install haproxy 2.0 or later on a1, or say proxy: none
        haproxy    | TLS       | 1.34.10 | 1.9 | 3.5.16 | haproxy 1.9 on a1 is too old to offer h2 to the members, and without it gRPC hangs | install haproxy 2.0 or later on a1, or say proxy: none
        gateway    | TLS       | 1.34.10 | 2.6 | -      | no etcd is installed on a1, and a gateway is one | install etcd there, without starting it, or say proxy: haproxy
        gateway    | PLAINTEXT | 1.34.10 | 2.6 | 3.5.16 | TLS goes through a gateway end to end, so that it has no plaintext leg | take proxy-leg away, or say proxy: haproxy
        grpc-proxy | TLS       | 1.31.0  | 2.6 | 3.7.1  | kube-apiserver 1.31.0 asks for the progress of its watches, which no etcd grpc-proxy answers (etcd#19710): from 1.31 on lists wait 3 s and watches miss their first bookmark | say proxy: haproxy or proxy: none
        grpc-proxy | TLS       | 1.30.14 | 2.6 | -      | no etcd is installed on a1, and a grpc-proxy is one | say proxy: haproxy or proxy: none
        grpc-proxy | TLS       | 1.30.14 | 2.6 | 3.4.18 | the grpc-proxy of etcd 3.4.18 on a1 dies of a watch's progress request (before 3.4.19) | say proxy: haproxy or proxy: none
        grpc-proxy | TLS       | 1.30.14 | 2.6 | 3.3.25 | the grpc-proxy of etcd 3.3.25 on a1 dies of a watch's progress request (before 3.4.19) | say proxy: haproxy or proxy: none
        none       | TLS       | 1.13.0  | 2.6 | -      | kube-apiserver 1.13.0 checks every member's certificate against the name of the first endpoint (1.13 to 1.16, kubernetes#72102) | install haproxy 2.0 or later on a1 and say proxy: haproxy, which is one endpoint
        none       | TLS       | 1.16.15 | 2.6 | -      | kube-apiserver 1.16.15 checks every member's certificate against the name of the first endpoint (1.13 to 1.16, kubernetes#72102) | install haproxy 2.0 or later on a1 and say proxy: haproxy, which is one endpoint
        none       | PLAINTEXT | 1.34.10 | 2.6 | -      | without a proxy there is no leg that could be plaintext | take proxy-leg away
        haproxy    | TLS       | 1.9.11  | 2.6 | -      | kube-apiserver 1.9.11 is older than any whose way to etcd was looked at (1.10) | declare it as kind: self-moving and move it yourself
        none       | TLS       | -       | 2.6 | -      | the version of kube-apiserver on a1 is not known | see on a1 what kube-apiserver --version prints
        """)
    void refusesAndSaysWhatToDo(
            String wish,
            ProxyLeg leg,
            @Nullable String kubernetes,
            @Nullable String haproxy,
            @Nullable String etcd,
            String why,
            String next) {
        Optional<ProxyKind> kind = wish(wish);

        assertThat(ProxyRules.decide(kind, leg, site(kubernetes, haproxy, etcd)))
                .isEqualTo(new Unfit(kind.orElseThrow(), why, next));
    }

    @Test
    void withoutAWishItRefusesWhenNothingFits() {
        assertThat(ProxyRules.decide(Optional.empty(), ProxyLeg.TLS, site("1.15.12", null, null)))
                .isEqualTo(new Unfit(
                        ProxyKind.HAPROXY,
                        "not haproxy: haproxy is not installed on a1; not none: kube-apiserver 1.15.12 checks every member's"
                                + " certificate against the name of the first endpoint (1.13 to 1.16, kubernetes#72102); not"
                                + " gateway: no etcd is installed on a1, and a gateway is one",
                        "install haproxy 2.0 or later on a1, or say proxy: none"));
    }

    @Test
    void oneMemberHasOneName() {
        ApiserverSite site =
                site("1.15.12", null, null, new ApiserverSite.Cluster(version("3.5.16"), 1, Users.UNKNOWN_TO_ETCD));

        assertThat(ProxyRules.decide(Optional.of(ProxyKind.NONE), ProxyLeg.TLS, site))
                .isInstanceOf(Choice.class);
    }

    @Test
    void usersByCommonNameDoNotGoThroughAGrpcProxy() {
        ApiserverSite site =
                site("1.30.14", "2.6", "3.5.16", new ApiserverSite.Cluster(version("3.5.16"), 3, Users.BY_COMMON_NAME));

        assertThat(ProxyRules.decide(Optional.of(ProxyKind.GRPC_PROXY), ProxyLeg.TLS, site))
                .isEqualTo(new Unfit(
                        ProxyKind.GRPC_PROXY,
                        "etcd knows its users by common name, and that of a grpc-proxy's certificate is empty",
                        "say proxy: haproxy or proxy: none"));
        assertThat(ProxyRules.decide(Optional.of(ProxyKind.HAPROXY), ProxyLeg.TLS, site))
                .isInstanceOf(Choice.class);
    }

    @ParameterizedTest
    @CsvSource({
        "1.34.10, 3.4.23, true",
        "1.34.10, 3.4.31, false",
        "1.31.0, 3.5.12, true",
        "1.31.0, 3.5.13, false",
        "1.30.14, 3.4.23, false",
        "1.34.10, 3.6.4, false",
        "1.34.10, 3.3.25, true",
    })
    void tellsOfWatchesThatEtcdDoesNotServe(String kubernetes, String cluster, Boolean told) {
        ApiserverSite site =
                site(kubernetes, "2.6", null, new ApiserverSite.Cluster(version(cluster), 3, Users.UNKNOWN_TO_ETCD));

        assertThat(ProxyRules.notice(site).isPresent()).isEqualTo(told);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        Kubernetes v1.34.10 | 1.34.10
        v1.24.17+rke2r1 | 1.24.17
        Kubernetes v1.37.0-beta.0 | 1.37.0
        """)
    void readsWhatKubeApiserverPrints(String text, String version) {
        assertThat(KubernetesVersion.parse(text)).hasToString(version);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        HAProxy version 2.6.12-1+deb12u4 2026/10/17 - https://haproxy.org/ | 2.6
        HA-Proxy version 1.8.19-1+deb10u3 2020/08/01 | 1.8
        HAProxy version 3.3-dev4 2026/01/01 | 3.3
        """)
    void readsWhatHaproxyPrints(String text, String version) {
        assertThat(HaproxyVersion.parse(text)).hasToString(version);
    }

    private static Optional<ProxyKind> wish(@Nullable String word) {
        return word == null
                ? Optional.empty()
                : Arrays.stream(ProxyKind.values())
                        .filter(kind -> kind.word().equals(word))
                        .findFirst();
    }

    private static ApiserverSite site(@Nullable String kubernetes, @Nullable String haproxy, @Nullable String etcd) {
        return site(kubernetes, haproxy, etcd, new ApiserverSite.Cluster(version("3.5.16"), 3, Users.UNKNOWN_TO_ETCD));
    }

    private static ApiserverSite site(
            @Nullable String kubernetes,
            @Nullable String haproxy,
            @Nullable String etcd,
            ApiserverSite.Cluster cluster) {
        return new ApiserverSite(
                new HostName("a1"),
                Optional.ofNullable(kubernetes).map(KubernetesVersion::parse),
                cluster,
                new ApiserverSite.Installed(
                        Optional.ofNullable(haproxy)
                                .map(text -> HaproxyVersion.parse("HAProxy version " + text + ".0")),
                        Optional.ofNullable(etcd).map(EtcdVersion::parse)));
    }

    private static EtcdVersion version(String text) {
        return EtcdVersion.parse(text);
    }
}
