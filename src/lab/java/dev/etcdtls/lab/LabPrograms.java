package dev.etcdtls.lab;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The programs that a lab brings to its hosts, each built or downloaded once, and only when a host is to have it. */
final class LabPrograms {
    private static final String FOLDER = "/usr/local/bin/";
    private static final String KUBECTL = FOLDER + "kubectl";
    private static final String KUBERNETES = "v1.34.10";
    private static final String FLANNEL = "v0.28.9";

    private final Cache cache;
    private final Checkout checkout;
    private final Progress progress;

    LabPrograms(Cache cache, Checkout checkout, Progress progress) {
        this.cache = cache;
        this.checkout = checkout;
        this.progress = progress;
    }

    /** Where each program lies on a host of that role, and which file of this machine it is. */
    Map<String, Path> on(HostRole role) {
        return switch (role) {
            case MEMBER -> Map.of();
            case ISSUER -> Map.of(FOLDER + "bao", new OpenBaoBinary(cache, progress).path());
            case WORKLOAD -> built(GoComponent.own(checkout.labSources("workload"), "etcd-workload"));
            case APISERVER -> built(kubernetes(checkout));
            case NODE -> {
                Map<String, Path> programs = built(flannel(checkout));
                programs.putAll(built(GoComponent.own(checkout.labSources("pods"), "pod-echo")));
                yield programs;
            }
            case BALANCER, STRANGER -> Map.of();
            case API_LOAD -> {
                Map<String, Path> programs = built(GoComponent.own(checkout.labSources("apiload"), "api-load"));
                Map<String, Path> kubernetes = built(kubernetes(checkout));
                programs.put(KUBECTL, kubernetes.get(KUBECTL));
                yield programs;
            }
        };
    }

    /** kube-apiserver and kubectl. */
    static GoComponent kubernetes(Checkout checkout) {
        String version = "k8s.io/component-base/version.";
        String flags = "-X %1$sgitVersion=%2$s -X %1$sgitMajor=1 -X %1$sgitMinor=34".formatted(version, KUBERNETES);
        return new GoComponent(
                checkout.labSources("components/kubernetes-1.34.10"),
                GoComponent.Linking.PURE_GO,
                List.of(
                        new GoComponent.Program(
                                "kube-apiserver",
                                "k8s.io/kubernetes/cmd/kube-apiserver",
                                flags,
                                List.of("--version"),
                                "Kubernetes " + KUBERNETES),
                        new GoComponent.Program(
                                "kubectl",
                                "k8s.io/kubernetes/cmd/kubectl",
                                flags,
                                List.of("version", "--client"),
                                "Client Version: " + KUBERNETES)));
    }

    /** flanneld; its UDP backend, which nobody uses, is what has C in it. */
    static GoComponent flannel(Checkout checkout) {
        return new GoComponent(
                checkout.labSources("components/flannel-0.28.9"),
                GoComponent.Linking.STATIC_C,
                List.of(new GoComponent.Program(
                        "flanneld",
                        "github.com/flannel-io/flannel",
                        "-X github.com/flannel-io/flannel/pkg/version.Version=" + FLANNEL,
                        List.of("--version"),
                        FLANNEL)));
    }

    private Map<String, Path> built(GoComponent component) {
        Path folder = new GoBuild(cache, progress).folder(component);
        Map<String, Path> programs = new TreeMap<>();
        component.programs().forEach(program -> programs.put(FOLDER + program.file(), folder.resolve(program.file())));
        return programs;
    }
}
