package dev.etcdtls.observation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.etcdtls.model.ConsumerName;
import dev.etcdtls.model.ErrorCode;
import dev.etcdtls.model.EtcdClusterId;
import dev.etcdtls.model.FilePath;
import dev.etcdtls.model.HostName;
import dev.etcdtls.model.Problem;
import dev.etcdtls.model.ServiceUser;
import dev.etcdtls.observation.EtcdService.ConfigFile;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClusterObservationTest {
    private static final ConsumerObservation FIRST = unseen("flannel-n1", "it is away");
    private static final ConsumerObservation SECOND = unseen("flannel-n2", "it is away");

    @Test
    void aConsumerIsFoundByItsName() {
        ClusterObservation seen = seen();

        assertThat(seen.consumer(new ConsumerName("flannel-n2"))).contains(SECOND);
        assertThat(seen.consumer(new ConsumerName("flannel-n3"))).isEmpty();
    }

    @Test
    void aConsumerIsReplacedInItsPlaceAndNothingElse() {
        ConsumerObservation changed = unseen("flannel-n1", "it is somewhere else");

        ClusterObservation seen = seen().with(changed);

        assertThat(seen.consumers()).containsExactly(changed, SECOND);
        assertThat(seen.with(FIRST)).isEqualTo(seen());
    }

    /** Members and hosts are replaced by guards and predictions: what was seen of consumers must survive that. */
    @Test
    void aHostThatIsReplacedLeavesTheConsumers() {
        HostObservation host = new HostObservation(new HostName("m1"), new Sight.Unseen<>(problem("off")));

        assertThat(seen().with(host).consumers()).containsExactly(FIRST, SECOND);
    }

    /** A file of settings may hold a password, and facts are printed when a test or an assertion fails. */
    @Test
    void aSourcePrintsWithoutItsText() {
        ConfigFile file = new ConfigFile("PASSWORD=geheim\n", new ServiceUser("root", "root"), "600");

        assertThat(new SourceFile(new FilePath("/etc/default/x"), SourceFile.Kind.ENVIRONMENT_FILE, file, false))
                .asString()
                .doesNotContain("geheim");
    }

    private static ClusterObservation seen() {
        return new ClusterObservation(
                Instant.EPOCH,
                new EtcdClusterId(1),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(FIRST, SECOND));
    }

    private static ConsumerObservation unseen(String name, String why) {
        return new ConsumerObservation(new ConsumerName(name), new HostName("n1"), new Sight.Unseen<>(problem(why)));
    }

    private static Problem problem(String why) {
        return new Problem(ErrorCode.HOST_UNREACHABLE, "hosts/n1", why, "look");
    }
}
