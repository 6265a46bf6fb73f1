package dev.etcdtls.consumer;

import dev.etcdtls.consumer.ApiserverSite.Users;
import dev.etcdtls.consumer.ProxyDecision.Choice;
import dev.etcdtls.consumer.ProxyDecision.Unfit;
import dev.etcdtls.inventory.ProxyKind;
import dev.etcdtls.inventory.ProxyLeg;
import dev.etcdtls.model.EtcdVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which proxy fits which kube-apiserver.
 *
 * <ol>
 *   <li>A wish of the inventory is followed or refused, never replaced by something else.
 *   <li>Without a wish: haproxy where it is installed, else none, else a gateway. A grpc-proxy is never chosen by itself: its maintainers ask
 *       for help to maintain it (etcd#18011).
 *   <li>A refusal says what would break and what to do.
 * </ol>
 */
public final class ProxyRules {
    private static final List<ProxyKind> BY_DEFAULT = List.of(ProxyKind.HAPROXY, ProxyKind.NONE, ProxyKind.GATEWAY);

    private final ProxyLeg leg;
    private final ApiserverSite site;

    private ProxyRules(ProxyLeg leg, ApiserverSite site) {
        this.leg = leg;
        this.site = site;
    }

    /** @param wish what the inventory says, if it says something */
    public static ProxyDecision decide(Optional<ProxyKind> wish, ProxyLeg leg, ApiserverSite site) {
        ProxyRules rules = new ProxyRules(leg, site);
        return wish.map(rules::judge).orElseGet(rules::byDefault);
    }

    /** What does not work as well as it could with the cluster's own version, whatever the proxy. */
    public static Optional<String> notice(ApiserverSite site) {
        EtcdVersion etcd = site.cluster().lowest();
        boolean tellsProgress = etcd.isAtLeast(3, 5, 0) ? etcd.isAtLeast(3, 5, 13) : etcd.isAtLeast(3, 4, 31);
        return site.kubernetes()
                .filter(version -> !version.isBefore(1, 31) && !tellsProgress)
                .map(version -> "kube-apiserver " + version + " wants to be told the progress of its watches, and etcd "
                        + etcd
                        + " does not do that reliably: lists are read from etcd instead of the apiserver's cache, and"
                        + " watches with initial events fail");
    }

    private ProxyDecision byDefault() {
        List<String> passed = new ArrayList<>();
        String next = "";
        for (ProxyKind kind : BY_DEFAULT) {
            switch (judge(kind)) {
                case Choice(ProxyKind chosen, String why) -> {
                    return new Choice(chosen, why + String.join("", passed));
                }
                case Unfit(ProxyKind refused, String why, String advice) -> {
                    passed.add("; not " + refused.word() + ": " + why);
                    next = next.isEmpty() ? advice : next;
                }
            }
        }
        return new Unfit(ProxyKind.HAPROXY, String.join("", passed).substring("; ".length()), next);
    }

    private ProxyDecision judge(ProxyKind kind) {
        if (site.kubernetes().isEmpty()) {
            return new Unfit(
                    kind,
                    "the version of kube-apiserver on " + site.host() + " is not known",
                    "see on " + site.host() + " what kube-apiserver --version prints");
        }
        KubernetesVersion version = site.kubernetes().get();
        if (version.isBefore(1, 10)) {
            return new Unfit(
                    kind,
                    "kube-apiserver " + version + " is older than any whose way to etcd was looked at (1.10)",
                    "declare it as kind: self-moving and move it yourself");
        }
        return switch (kind) {
            case HAPROXY -> haproxy();
            case GATEWAY -> gateway();
            case GRPC_PROXY -> grpcProxy(version);
            case NONE -> none(version);
        };
    }

    private ProxyDecision haproxy() {
        String install = "install haproxy 2.0 or later on " + site.host() + ", or say proxy: none";
        Optional<HaproxyVersion> haproxy = site.installed().haproxy();
        if (haproxy.isEmpty()) {
            return new Unfit(ProxyKind.HAPROXY, "haproxy is not installed on " + site.host(), install);
        }
        if (haproxy.get().major() < 2) {
            return new Unfit(
                    ProxyKind.HAPROXY,
                    "haproxy " + haproxy.get() + " on " + site.host()
                            + " is too old to offer h2 to the members, and without it" + " gRPC hangs",
                    install);
        }
        return new Choice(
                ProxyKind.HAPROXY,
                "haproxy " + haproxy.get() + " is installed on " + site.host()
                        + "; every call passes it, and it leaves a member" + " that is away by itself");
    }

    private ProxyDecision gateway() {
        if (leg == ProxyLeg.PLAINTEXT) {
            return new Unfit(
                    ProxyKind.GATEWAY,
                    "TLS goes through a gateway end to end, so that it has no plaintext leg",
                    "take proxy-leg away, or say proxy: haproxy");
        }
        return site.installed()
                .etcd()
                .<ProxyDecision>map(etcd -> new Choice(
                        ProxyKind.GATEWAY,
                        "etcd " + etcd + " on " + site.host()
                                + " can be a gateway; TLS goes through it to the members, whose"
                                + " certificates carry 127.0.0.1"))
                .orElse(new Unfit(
                        ProxyKind.GATEWAY,
                        "no etcd is installed on " + site.host() + ", and a gateway is one",
                        "install etcd there, without starting it, or say proxy: haproxy"));
    }

    private ProxyDecision grpcProxy(KubernetesVersion version) {
        String other = "say proxy: haproxy or proxy: none";
        if (!version.isBefore(1, 31)) {
            return new Unfit(
                    ProxyKind.GRPC_PROXY,
                    "kube-apiserver " + version
                            + " asks for the progress of its watches, which no etcd grpc-proxy answers"
                            + " (etcd#19710): from 1.31 on lists wait 3 s and watches miss their first bookmark",
                    other);
        }
        if (site.cluster().users() == Users.BY_COMMON_NAME) {
            return new Unfit(
                    ProxyKind.GRPC_PROXY,
                    "etcd knows its users by common name, and that of a grpc-proxy's certificate is empty",
                    other);
        }
        Optional<EtcdVersion> etcd = site.installed().etcd();
        if (etcd.isEmpty()) {
            return new Unfit(
                    ProxyKind.GRPC_PROXY,
                    "no etcd is installed on " + site.host() + ", and a grpc-proxy is one",
                    other);
        }
        if (!etcd.get().isAtLeast(3, 4, 19)) {
            return new Unfit(
                    ProxyKind.GRPC_PROXY,
                    "the grpc-proxy of etcd " + etcd.get() + " on " + site.host()
                            + " dies of a watch's progress request (before" + " 3.4.19)",
                    other);
        }
        return new Choice(
                ProxyKind.GRPC_PROXY,
                "the inventory asks for it, and kube-apiserver " + version
                        + " needs nothing that the grpc-proxy of etcd " + etcd.get() + " cannot do");
    }

    private ProxyDecision none(KubernetesVersion version) {
        if (leg == ProxyLeg.PLAINTEXT) {
            return new Unfit(
                    ProxyKind.NONE, "without a proxy there is no leg that could be plaintext", "take proxy-leg away");
        }
        if (!version.isBefore(1, 13)
                && version.isBefore(1, 17)
                && site.cluster().members() > 1) {
            return new Unfit(
                    ProxyKind.NONE,
                    "kube-apiserver " + version
                            + " checks every member's certificate against the name of the first endpoint"
                            + " (1.13 to 1.16, kubernetes#72102)",
                    "install haproxy 2.0 or later on " + site.host()
                            + " and say proxy: haproxy, which is one endpoint");
        }
        return new Choice(ProxyKind.NONE, "kube-apiserver " + version + " speaks mutual TLS to the members by itself");
    }
}
