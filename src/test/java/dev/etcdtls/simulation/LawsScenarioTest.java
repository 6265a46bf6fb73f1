package dev.etcdtls.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.etcdtls.journal.JournalEntry;
import dev.etcdtls.model.FilePath;
import dev.etcdtls.model.HostName;
import dev.etcdtls.plan.Plan;
import dev.etcdtls.port.HostFile;
import dev.etcdtls.step.Phase;
import dev.etcdtls.step.StepId;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Each law is broken once, by a mistake planted on purpose, and the simulation must notice. */
class LawsScenarioTest {
    private static final StepId ENFORCE = new StepId("enforce/m2");

    private final Trial trial = Trial.of(new SimulatedCluster(3));
    private final SimulatedCluster cluster = trial.cluster();

    @Test
    void noticesASecondMemberThatIsRestartedBeforeTheFirstServes() {
        ByHand tool = begun("accept/m2", trial.plan());

        tool.restart("m2");
        tool.restart("m3");

        assertBroken("L1: quorum does not hold without m3");
    }

    @Test
    void noticesALeaderThatIsRestartedWhileItLeads() {
        ByHand tool = begun("accept/m1", trial.plan());

        tool.restart("m1");

        assertBroken("L1: m1 leads and is restarted");
    }

    @Test
    void noticesAnOutageThatNobodyAccepted() {
        SimulatedCluster alone = new SimulatedCluster(1);

        new ByHand(alone).restart("m1");

        assertThat(alone.laws().violations()).anyMatch(law -> law.startsWith("L1: an outage that nobody accepted"));
    }

    @Test
    void noticesThatNobodyLeadsAndNobodyTakesAWrite() {
        ByHand tool = begun("accept/m2", trial.plan());
        cluster.faults().failNextStart("m2");
        cluster.faults().failNextStart("m3");

        tool.restart("m2");
        tool.restart("m3");

        assertBroken("L1: no member leads", "L2: no member takes a write");
    }

    @Test
    void noticesAnAcknowledgementWithoutAWrite() {
        Plan plan = trial.plan();
        cluster.faults().loseNextWrite();

        trial.apply(plan, Optional.of(Phase.BACKUP));

        assertThat(cluster.laws().violations()).containsExactly("L2: law/1 was acknowledged and is gone");
    }

    @Test
    void noticesAFileThatNoProcessCouldStartWith() {
        ByHand tool = begun("accept/m2", trial.plan());

        tool.edit(trial.plan(), "accept/m2");

        assertBroken("L3: m2 would not come back from a crash: open /etc/etcd/tls/current/member.crt");
    }

    @Test
    void noticesAPeerListenerThatTheOthersCouldNotFind() {
        Plan plan = accepted(Phase.CENSUS);
        ByHand tool = begun("enforce/m2", plan);

        tool.edit(plan, "enforce/m2");

        assertBroken("L3: m2 would come back from a crash and not be reached by the others");
    }

    @Test
    void noticesLinksThatWorkInOneDirectionOnly() {
        Plan plan = accepted(Phase.CENSUS);
        ByHand tool = begun("enforce/m2", plan);

        tool.edit(plan, "enforce/m2");
        tool.restart("m2");
        tool.awaitReady();
        tool.update("m3", "http://198.51.100.13:2380");

        assertBroken("L3: without m1 the others hold no quorum in both directions");
    }

    @Test
    void noticesPlaintextThatIsClosedTooEarly() {
        cluster.faults().client("curl[77]", "backup.service", "m1");
        Plan plan = accepted(Phase.ACCEPT);
        ByHand tool = begun("enforce/m2", plan);

        tool.update("m2", "http://198.51.100.12:2380", "https://198.51.100.12:2380");
        tool.edit(plan, "enforce/m2");
        tool.restart("m2");

        assertBroken(
                "L4: plaintext was closed and nobody had said yes",
                "L4: plaintext was closed without a census",
                "L4: plaintext was closed on curl[77]");
    }

    @Test
    void noticesThatASharedPortLosesPlaintextOnOldEtcd() {
        Trial old = Trial.of(new SimulatedCluster(3, "3.4.23"));
        Plan plan = old.plan();
        old.apply(plan, Optional.of(Phase.STAGE));
        ByHand tool = new ByHand(old.cluster());

        tool.set("m2", "listen-client-urls", "http://198.51.100.12:2379,https://198.51.100.12:2379");
        tool.set("m2", "cert-file", "/etc/etcd/tls/current/member.crt");
        tool.set("m2", "key-file", "/etc/etcd/tls/current/member.key");
        tool.restart("m2");
        tool.awaitReady();
        tool.set("m3", "name", "m3");

        assertThat(old.cluster().laws().violations())
                .anyMatch(law -> law.startsWith("L4: m2 promises plaintext and loses its calls"));
    }

    @Test
    void noticesAnEffectOutsideOfEveryStep() {
        ByHand tool = new ByHand(cluster);

        tool.restart("m2");
        assertBroken("L5: an effect without a plan");

        tool.awaitReady();
        cluster.laws().bind(trial.plan());
        tool.restart("m2");
        assertBroken("L5: an effect while the steps [] are begun");
    }

    @Test
    void noticesAnEffectOnAnotherHostThanTheStepsAndAForeignFile() {
        ByHand tool = begun("accept/m3", trial.plan());

        tool.set("m2", "quota-backend-bytes", "1");

        assertBroken(
                "L5: step accept/m3 has no such effect", "L5: the configuration of m2 is none that the plan shows");
    }

    @Test
    void noticesAKeyThatIsToldOrLiesOpen() {
        trial.apply(trial.plan(), Optional.of(Phase.STAGE));
        ByHand tool = new ByHand(cluster);
        FilePath path = new FilePath("/etc/etcd/tls/v1/member.key");
        HostFile key = tool.world
                .hosts()
                .files()
                .read(new HostName("m1"), path)
                .orThrow()
                .orElseThrow();

        tool.world.run().folder().evidence("debug.txt", key.text());
        tool.world
                .hosts()
                .files()
                .write(new HostName("m1"), path, new HostFile(key.text(), key.owner(), "644"))
                .orThrow();

        assertBroken(
                "L6: a line of a private key is in the evidence", "L6: m1/etc/etcd/tls/v1/member.key has mode 644");
    }

    @Test
    void noticesAPeerUrlWithAnotherHost() {
        ByHand tool = begun("enforce/m2", trial.plan());

        tool.update("m2", "https://198.51.100.99:2380");

        assertBroken("L7: peer URLs [http://198.51.100.12:2380] became [https://198.51.100.99:2380]");
    }

    @Test
    void noticesAStepThatEndsWhileTheProcessRunsAsBefore() {
        Plan plan = accepted(Phase.CENSUS);
        ByHand tool = begun("enforce/m2", plan);

        tool.world.run().journal().append(new JournalEntry.Finished(cluster.now(), ENFORCE, new TreeMap<>()));

        assertBroken("L8: enforce/m2 ended, and m2 does not run with its settings");
    }

    private Plan accepted(Phase until) {
        Plan plan = trial.plan();
        trial.apply(plan, Optional.of(until));
        assertThat(cluster.laws().violations()).isEmpty();
        return plan;
    }

    private ByHand begun(String step, Plan plan) {
        cluster.laws().bind(plan);
        ByHand tool = new ByHand(cluster);
        tool.world.run().journal().append(new JournalEntry.Started(cluster.now(), new StepId(step)));
        return tool;
    }

    private void assertBroken(String... laws) {
        for (String law : laws) {
            assertThat(cluster.laws().violations()).anyMatch(broken -> broken.startsWith(law));
        }
    }
}
