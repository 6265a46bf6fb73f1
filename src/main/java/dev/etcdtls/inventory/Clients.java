package dev.etcdtls.inventory;

import java.util.List;

/** What is said about clients of etcd beside the consumers themselves. */
public record Clients(FlannelSettings flannel, KubernetesSettings kubernetes, List<Balancer> balancers) {
    public static final Clients DEFAULT = new Clients(FlannelSettings.DEFAULT, KubernetesSettings.DEFAULT, List.of());

    public Clients {
        balancers = List.copyOf(balancers);
    }
}
