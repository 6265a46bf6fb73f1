package dev.etcdtls.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.etcdtls.model.HostName;
import dev.etcdtls.model.Outcome;
import dev.etcdtls.model.ServiceUser;
import dev.etcdtls.model.UnitName;
import dev.etcdtls.observation.EtcdService;
import dev.etcdtls.port.Services;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The simulated systemd does with other units than etcd's what the real one does. */
class ServicesPortTest {
    private static final HostName M1 = new HostName("m1");
    private static final UnitName APISERVER = new UnitName("kube-apiserver.service");

    private final SimulatedCluster cluster = new SimulatedCluster(1);
    private final SimulatedUnit apiserver = cluster.units.add(M1, APISERVER, new ServiceUser("kube", "kube"));
    private final Services services = cluster.world().hosts().services();

    /** A kube-apiserver with open watches: the restart is asked for at once, and seen more than a minute later. */
    @Test
    void aSlowStopShowsTheOldProcessUntilItIsOver() throws Exception {
        services.enableNow(M1, APISERVER).orThrow();
        String before = state().invocationId();
        apiserver.stopTakes = Duration.ofSeconds(65);

        services.restart(M1, APISERVER).orThrow();
        cluster.clock.pause(Duration.ofSeconds(64));

        assertThat(state().activeState()).isEqualTo("deactivating");
        assertThat(state().invocationId()).isEqualTo(before);
        cluster.clock.pause(Duration.ofSeconds(1));
        assertThat(state().isActive()).isTrue();
        assertThat(state().invocationId()).isNotEqualTo(before);
    }

    @Test
    void aProcessThatCannotStartLeavesAFailedUnit() {
        apiserver.onStart = () -> Optional.of("no such file");

        services.enableNow(M1, APISERVER).orThrow();

        assertThat(state().activeState()).isEqualTo("failed");
        assertThat(services.log(M1, APISERVER, 10).orThrow()).contains("no such file");
    }

    @Test
    void whatRunsIsNotStartedAgain() {
        services.enableNow(M1, APISERVER).orThrow();
        services.enableNow(M1, APISERVER).orThrow();

        assertThat(apiserver.starts).isEqualTo(1);
        assertThat(apiserver.enabled).isTrue();
    }

    @Test
    void aUnitThatIsNotThereIsDisabledAlready() {
        assertThat(services.disableNow(M1, new UnitName("none.service")).isDone())
                .isTrue();
        assertThat(services.enableNow(M1, new UnitName("none.service"))).isInstanceOf(Outcome.Refused.class);
    }

    @Test
    void aReloadTouchesNoProcess() {
        services.enableNow(M1, APISERVER).orThrow();
        apiserver.needsDaemonReload = true;
        apiserver.onReload = Optional.of(Optional::empty);

        services.reload(M1).orThrow();
        services.reloadUnit(M1, APISERVER).orThrow();

        assertThat(apiserver.needsDaemonReload).isFalse();
        assertThat(apiserver.starts).isEqualTo(1);
        services.disableNow(M1, APISERVER).orThrow();
        assertThat(services.reloadUnit(M1, APISERVER)).isInstanceOf(Outcome.Refused.class);
    }

    private EtcdService.Unit state() {
        return services.state(M1, APISERVER).orThrow();
    }
}
