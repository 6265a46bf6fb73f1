package dev.etcdtls.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.etcdtls.inventory.Balancer;
import dev.etcdtls.inventory.Clients;
import dev.etcdtls.inventory.ConsumerEntry;
import dev.etcdtls.inventory.FlannelSettings;
import dev.etcdtls.inventory.Inventory;
import dev.etcdtls.inventory.KubernetesSettings;
import dev.etcdtls.inventory.Moving;
import dev.etcdtls.model.ConsumerName;
import dev.etcdtls.model.FilePath;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class DeclaredInVainTest {
    private static final FlannelSettings TWO_CANARIES = new FlannelSettings(
            2, FlannelSettings.DEFAULT.wave(), FlannelSettings.DEFAULT.pause(), FlannelSettings.DEFAULT.failures());
    private static final Moving WANTS = new Moving(
            Moving.DEFAULT.proxy(),
            Moving.Dependents.WANTS,
            Moving.DEFAULT.settings(),
            Moving.DEFAULT.applying(),
            Optional.empty(),
            Optional.empty());

    @Test
    void thePlanNamesWhatTheInventorySaysAndNobodyDoes() {
        assertThat(notices(TWO_CANARIES, WANTS))
                .containsOnlyOnce(
                        "NOT DONE by this release, although the inventory says it: flannel:, dependents: of flanneld-n1");
    }

    /** The folder of certificates is where they are staged. */
    @Test
    void aFolderOfCertificatesIsNotInVain() {
        Moving folder = new Moving(
                Moving.DEFAULT.proxy(),
                Moving.DEFAULT.dependents(),
                Moving.DEFAULT.settings(),
                Moving.DEFAULT.applying(),
                Optional.of(new FilePath("/etc/ssl/etcd")),
                Optional.empty());

        assertThat(notices(FlannelSettings.DEFAULT, folder)).noneMatch(notice -> notice.startsWith("NOT DONE"));
    }

    @Test
    void whatIsOnlyDeclaredIsNoPromise() {
        assertThat(notices(FlannelSettings.DEFAULT, Moving.DEFAULT))
                .isNotEmpty()
                .noneMatch(notice -> notice.startsWith("NOT DONE"));
    }

    @Test
    void aLoadBalancerIsNotDeclaredInVain() {
        Inventory balanced = ObservedClusters.balanced(
                ObservedClusters.inventory(3), ObservedClusters.balancer(Balancer.Check.HTTP));

        assertThat(DeclaredInVain.notices(balanced)).isEmpty();
    }

    private static List<String> notices(FlannelSettings flannel, Moving moving) {
        Inventory base = ObservedClusters.inventory(3);
        Inventory.Tuning tuning = base.tuning();
        Inventory inventory = new Inventory(
                base.cluster(),
                base.hosts(),
                base.issuer(),
                List.of(new ConsumerEntry(
                        new ConsumerName("flanneld-n1"),
                        ConsumerEntry.Kind.FLANNELD,
                        ObservedClusters.hostOf(1),
                        Optional.empty(),
                        List.of(),
                        new ConsumerEntry.Behaviour(Optional.empty(), false, moving))),
                base.names(),
                new Inventory.Tuning(
                        tuning.reach(),
                        tuning.ports(),
                        tuning.census(),
                        new Clients(flannel, KubernetesSettings.DEFAULT, List.of())));
        return switch (Planning.result(inventory, ObservedClusters.plaintext(3), PlanOptions.DEFAULT)) {
            case PlanResult.Planned(Plan plan) -> plan.notices();
            case PlanResult.NotNow(var problems) -> throw new AssertionError("no plan: " + problems);
        };
    }
}
