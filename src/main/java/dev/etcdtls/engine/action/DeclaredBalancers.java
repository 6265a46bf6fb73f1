package dev.etcdtls.engine.action;

import dev.etcdtls.certificate.IpText;
import dev.etcdtls.config.EtcdSettings;
import dev.etcdtls.guard.MetricsListener;
import dev.etcdtls.guard.SeatedMember;
import dev.etcdtls.inventory.Balancer;
import dev.etcdtls.inventory.Inventory;
import dev.etcdtls.observation.ClusterObservation;
import dev.etcdtls.port.CensusTaker.ClientConnection;
import dev.etcdtls.port.CensusTaker.Speech;
import java.util.List;
import java.util.Optional;

/**
 * The load balancers of the inventory, by the addresses from which members see them.
 *
 * @param check how a health check is written that needs no client certificate: {@code HTTP:2381/health}
 */
record DeclaredBalancers(List<Balancer> all, String check) {
    static final DeclaredBalancers NONE = new DeclaredBalancers(List.of(), "");

    DeclaredBalancers {
        all = List.copyOf(all);
    }

    static DeclaredBalancers of(Inventory inventory, ClusterObservation seen) {
        List<EtcdSettings> members =
                SeatedMember.all(seen).stream().map(SeatedMember::running).toList();
        return new DeclaredBalancers(
                inventory.tuning().clients().balancers(), MetricsListener.check(members, inventory));
    }

    /** Whose health check that is. */
    Optional<Balancer> asking(ClientConnection connection) {
        return of(connection).filter(_ -> connection.speech() == Speech.HEALTH_CHECK);
    }

    /** From where it comes; what clients say through a balancer is not its own, and nobody sees who they are. */
    Optional<Balancer> of(ClientConnection connection) {
        String from = canonical(connection.remote().bareHost());
        return all.stream()
                .filter(balancer -> balancer.addresses().stream()
                        .map(DeclaredBalancers::canonical)
                        .anyMatch(from::equals))
                .findFirst();
    }

    private static String canonical(String address) {
        return IpText.canonical(address).orElse(address);
    }
}
