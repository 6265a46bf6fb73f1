package dev.etcdtls.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.etcdtls.config.ProcessSetting;
import dev.etcdtls.model.Digest;
import dev.etcdtls.model.ErrorCode;
import dev.etcdtls.model.FilePath;
import dev.etcdtls.model.HostName;
import dev.etcdtls.model.Outcome;
import dev.etcdtls.model.RunId;
import dev.etcdtls.model.Secret;
import dev.etcdtls.model.UnitName;
import dev.etcdtls.observation.SwitchState;
import dev.etcdtls.observation.SwitchState.Stage;
import dev.etcdtls.port.Charge;
import dev.etcdtls.port.Charge.GuardedFile;
import dev.etcdtls.port.Charge.Health;
import dev.etcdtls.port.Charge.Subject;
import dev.etcdtls.port.DeadManSwitch;
import dev.etcdtls.port.HostFile;
import dev.etcdtls.step.StepId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The dead-man switch of a simulated host does with a consumer what the script on a real one does. */
class ConsumerSwitchTest {
    private static final HostName HOST = new HostName("m1");
    private static final UnitName UNIT = new UnitName("kube-apiserver.service");
    private static final FilePath SETTINGS = new FilePath("/etc/default/kube-apiserver");
    private static final FilePath DROP_IN =
            new FilePath("/etc/systemd/system/kube-apiserver.service.d/90-etcd-tls.conf");
    private static final ProcessSetting HTTPS = new ProcessSetting.Flag("etcd-servers", Optional.of("https://m1:2379"));
    private static final Duration PAST_DEADLINE = Duration.ofSeconds(130);

    private final SimulatedCluster cluster = new SimulatedCluster(1);
    private final SimulatedHost host = cluster.host(HOST);
    private final DeadManSwitch port = cluster.world().hosts().deadMan();
    private final Apiserver apiserver = new Apiserver();

    /** It speaks TLS when its file says so at its start. */
    private final class Apiserver implements SwitchedUnit {
        private int starts = 1;
        private boolean runs = true;
        private boolean tls;
        private boolean slow;
        private boolean healthy = true;
        private int read;

        @Override
        public int starts() {
            return starts;
        }

        @Override
        public boolean runs() {
            return runs;
        }

        @Override
        public boolean isInTransition() {
            return slow;
        }

        @Override
        public boolean healthy() {
            return runs && healthy;
        }

        @Override
        public boolean has(ProcessSetting setting) {
            return setting.equals(HTTPS) && tls;
        }

        @Override
        public void readAnew() {
            read++;
        }

        @Override
        public void restart() {
            starts++;
            runs = true;
            tls = text(SETTINGS).equals(Optional.of("after"));
        }
    }

    @BeforeEach
    void setUp() {
        host.units.put(UNIT, apiserver);
        write(SETTINGS, "before");
        assertThat(armed()).contains(Stage.ARMED);
        write(SETTINGS, "after");
        write(DROP_IN, "drop-in");
    }

    @Test
    void filesThatWereEditedGoBackWithoutARestart() {
        cluster.faults().pass(PAST_DEADLINE);

        assertThat(stage()).contains(Stage.PUT_BACK);
        isAsBefore();
        assertThat(apiserver.starts).isEqualTo(1);
        assertThat(apiserver.read).isEqualTo(1);
    }

    @Test
    void oneThatIsHealthyWithItsNewSettingsIsLeftAloneUntilTheToolTakesItBack() {
        apiserver.restart();
        cluster.faults().pass(PAST_DEADLINE);
        assertThat(stage()).contains(Stage.LEFT_ALONE);

        assertThat(takenBack()).contains(Stage.RESTARTED);

        isAsBefore();
        assertThat(apiserver.starts).isEqualTo(3);
        assertThat(apiserver.tls).isFalse();
    }

    @Test
    void aGateThatDidNotPassTakesTheStepBackAtOnceAndOnce() {
        apiserver.restart();

        assertThat(takenBack()).contains(Stage.RESTARTED);
        assertThat(takenBack()).contains(Stage.RESTARTED);
        cluster.faults().pass(PAST_DEADLINE);

        assertThat(apiserver.starts).isEqualTo(3);
        assertThat(port.forget(HOST).isDone()).isTrue();
        assertThat(takenBack()).isEmpty();
    }

    @Test
    void aRestartThatTakesItsTimeIsEndedByTheNextCall() {
        apiserver.restart();
        apiserver.slow = true;
        assertThat(takenBack()).contains(Stage.ARMED);
        assertThat(takenBack()).contains(Stage.ARMED);
        assertThat(port.disarm(HOST).orThrow().map(SwitchState::stage)).contains(Stage.ARMED);
        assertThat(port.settle(HOST).orThrow().map(SwitchState::stage)).contains(Stage.ARMED);
        apiserver.slow = false;

        assertThat(takenBack()).contains(Stage.RESTARTED);

        assertThat(apiserver.starts).isEqualTo(3);
    }

    @Test
    void aRestartThatTakesItsTimeIsEndedByTheDeadline() {
        apiserver.restart();
        apiserver.slow = true;
        assertThat(takenBack()).contains(Stage.ARMED);
        apiserver.slow = false;

        cluster.faults().pass(PAST_DEADLINE);

        assertThat(stage()).contains(Stage.RESTARTED);
        assertThat(apiserver.starts).isEqualTo(3);
    }

    @Test
    void aFileOfSomebodyElseStaysAndIsNamed() {
        apiserver.restart();
        apiserver.healthy = false;
        write(DROP_IN, "by hand");

        cluster.faults().pass(PAST_DEADLINE);

        assertThat(state().orElseThrow().left()).containsExactly(DROP_IN);
        assertThat(text(DROP_IN)).contains("by hand");
        assertThat(text(SETTINGS)).contains("before");
    }

    @Test
    void whereEveryFileIsSomebodyElsesNothingIsDone() {
        apiserver.restart();
        write(SETTINGS, "by hand");
        write(DROP_IN, "by hand");

        assertThat(takenBack()).contains(Stage.LEFT_TO_OTHERS);

        assertThat(apiserver.starts).isEqualTo(2);
        assertThat(text(SETTINGS)).contains("by hand");
    }

    @Test
    void aStepThatStopsBeforeItsRestartTakesItsEditsBack() {
        assertThat(port.settle(HOST).orThrow()).isEmpty();

        isAsBefore();
        assertThat(host.saved).isEmpty();
    }

    @Test
    void aHostHasOneSwitchAtATime() {
        Outcome<Optional<SwitchState>> other = port.arm(HOST, charge("consumers/a2"));

        assertThat(other)
                .isInstanceOfSatisfying(
                        Outcome.Refused.class,
                        no -> assertThat(no.problem().code()).isEqualTo(ErrorCode.STEP_FAILED));
    }

    @Test
    void thereIsNothingToGoBackToWithoutTheFormerBytes() {
        port.settle(HOST).orThrow();
        write(SETTINGS, "after");

        assertThat(armed()).isEmpty();
    }

    private Optional<Stage> armed() {
        return port.arm(HOST, charge("consumers/a1")).orThrow().map(SwitchState::stage);
    }

    private static Charge charge(String step) {
        return new Charge(
                new RunId("c1-20260301T120000Z"),
                new StepId(step),
                new Subject(UNIT, SimulatedHost.ROOT, true, Duration.ofSeconds(90)),
                List.of(
                        new GuardedFile(SETTINGS, Optional.of(Digest.of("before")), Optional.of(Digest.of("after"))),
                        new GuardedFile(DROP_IN, Optional.empty(), Optional.of(Digest.of("drop-in")))),
                List.of(HTTPS),
                new Health.Check(new Secret("exit 0"), Duration.ofSeconds(5), Duration.ofSeconds(60)));
    }

    private Optional<Stage> takenBack() {
        return port.takeBack(HOST).orThrow().map(SwitchState::stage);
    }

    private Optional<SwitchState> state() {
        return port.state(HOST).orThrow();
    }

    private Optional<Stage> stage() {
        return state().map(SwitchState::stage);
    }

    private void isAsBefore() {
        assertThat(text(SETTINGS)).contains("before");
        assertThat(text(DROP_IN)).isEmpty();
    }

    private Optional<String> text(FilePath path) {
        return host.files.text(path.value());
    }

    private void write(FilePath path, String text) {
        host.files.write(path.value(), new HostFile(text, SimulatedHost.ROOT, "644"));
    }
}
