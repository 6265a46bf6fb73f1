package dev.etcdtls.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
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

    @Test
    void refusesMoreGuestsThanThereAreAddresses() {
        assertThatThrownBy(() -> Guests.none().withApiservers(4)).hasMessageContaining("at most 3 apiservers");
        assertThatThrownBy(() -> Guests.none().withFlannelNodes(6)).hasMessageContaining("at most 5 flannel nodes");
    }

    @Test
    void aHealthCheckIsThatOfALoadBalancer() {
        assertThatThrownBy(() -> BalancerChoice.of(false, Optional.of(BalancerChoice.TCP)))
                .isInstanceOf(LabException.class)
                .hasMessageContaining("add --load-balancer");
        assertThatThrownBy(() -> BalancerChoice.of(true, Optional.of(BalancerChoice.NONE)))
                .hasMessageContaining("http, tcp or metrics");
        assertThat(BalancerChoice.of(false, Optional.empty())).isEqualTo(BalancerChoice.NONE);
        assertThat(BalancerChoice.of(true, Optional.empty())).isEqualTo(BalancerChoice.HTTP);
        assertThat(BalancerChoice.of(true, Optional.of(BalancerChoice.METRICS))).isEqualTo(BalancerChoice.METRICS);
    }

    @Test
    void aLabWithoutGuestsHasItsMembersAlone() {
        assertThat(HostPlans.of(LabOptions.named("a")))
                .extracting(HostPlan::name)
                .containsExactly("m1", "m2", "m3");
    }

    @Test
    void everyGuestHasAHostAndAnAddressOfItsOwn() {
        LabOptions options = LabOptions.named("a")
                .withMembers(7)
                .withIssuer(IssuerChoice.OPENBAO)
                .withGuests(new Guests(WorkloadChoice.RUNNING, 3, 5, BalancerChoice.TCP, StrangerChoice.RUNNING));
        List<HostPlan> plans = HostPlans.of(options);
        assertThat(plans)
                .extracting(HostPlan::name)
                .endsWith("bao", "w1", "a1", "a2", "a3", "n1", "n2", "n3", "n4", "n5", "lb", "k1", "k2");
        assertThat(plans)
                .extracting(HostPlan::address)
                .doesNotHaveDuplicates()
                .contains("198.51.100.8", "198.51.100.51");
        assertThat(plans).extracting(HostPlan::role).contains(HostRole.values());
    }
}
