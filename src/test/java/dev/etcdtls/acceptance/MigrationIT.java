package dev.etcdtls.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.etcdtls.codec.PlanCodec;
import dev.etcdtls.demo.ClusterFacts;
import dev.etcdtls.demo.Demo;
import dev.etcdtls.lab.IssuerChoice;
import dev.etcdtls.lab.Lab;
import dev.etcdtls.lab.LabOptions;
import dev.etcdtls.lab.WorkloadChoice;
import dev.etcdtls.plan.Plan;
import dev.etcdtls.step.Disruption;
import dev.etcdtls.step.Step;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The main job, and what comes after it, on one lab: a plaintext cluster goes to mutual TLS under load; a person who has nothing but the
 * inventory finds nothing to do; holes that somebody makes by hand are found, named and closed.
 */
@Tag("representative")
final class MigrationIT {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int PROOF_FAILED = 4;

    @Test
    @Timeout(value = 15, unit = TimeUnit.MINUTES)
    void plaintextBecomesMutualTlsAndStaysSo() throws IOException {
        Path checkout = Path.of("").toAbsolutePath();
        try (Lab lab = Lab.start(LabOptions.named("migration-it")
                .withIssuer(IssuerChoice.OPENBAO)
                .withWorkload(WorkloadChoice.RUNNING))) {
            Demo demo = new Demo(lab, checkout, IssuerChoice.OPENBAO);
            assertThat(demo.run()).as("every promise in the table above held").isTrue();

            Path elsewhere = Files.createDirectories(demo.folder().resolve("elsewhere"));
            Files.copy(demo.folder().resolve("inventory.yaml"), elsewhere.resolve("inventory.yaml"));
            Tool tool = new Tool(checkout, elsewhere, lab.directory());
            nothingIsLeftToDo(lab, tool);
            clientAuthenticationSwitchedOffIsNamedAndRepaired(lab, tool);
            aPeerListenerOpenToEveryCertificateIsFound(lab, tool);
            aKeyThatOthersMayReadIsFound(lab, tool);
        }
    }

    private static void nothingIsLeftToDo(Lab lab, Tool tool) {
        Instant begun = Instant.now();
        Tool.Ended planned = tool.run("plan", "--output", "json");
        assertThat(planned.exitCode()).as(planned.said()).isZero();
        assertThat(PlanCodec.read(planned.stdout()).steps()).as(planned.said()).isEmpty();
        Tool.Ended audited = tool.run("audit");
        assertThat(audited.exitCode()).as(audited.said()).isZero();
        assertThat(new ClusterFacts(lab).startsSince(begun)).isEqualTo(Map.of("m1", 0, "m2", 0, "m3", 0));
    }

    private static void clientAuthenticationSwitchedOffIsNamedAndRepaired(Lab lab, Tool tool) throws IOException {
        byHand(lab, "m2", "s/^ETCD_CLIENT_CERT_AUTH=.*/ETCD_CLIENT_CERT_AUTH=false/");
        verifyFails(tool, "m2");

        Tool.Ended planned = tool.run("plan", "--out", "repair");
        assertThat(planned.exitCode()).as(planned.said()).isZero();
        Plan plan = PlanCodec.read(Files.readString(tool.folder().resolve("repair/plan.json")));
        assertThat(restarted(plan)).as(planned.said()).containsExactly("m2");
        assertThat(changedFiles(plan)).as(planned.said()).containsExactly("m2");

        Instant begun = Instant.now();
        Tool.Ended applied =
                tool.run("apply", "repair", "--gate", "none", "--approve", "enforce", "--stall-budget", "3s");
        assertThat(applied.exitCode()).as(applied.said()).isZero();
        assertThat(new ClusterFacts(lab).startsSince(begun)).isEqualTo(Map.of("m1", 0, "m2", 1, "m3", 0));
        verifyPasses(tool);
    }

    private static void aPeerListenerOpenToEveryCertificateIsFound(Lab lab, Tool tool) {
        byHand(lab, "m3", "/^ETCD_PEER_CERT_ALLOWED_HOSTNAME=/d");
        verifyFails(tool, "m3");
    }

    private static void aKeyThatOthersMayReadIsFound(Lab lab, Tool tool) {
        new ClusterFacts(lab).on(lab.host("m1"), "chmod 0644 /etc/etcd/tls/current/member.key");
        verifyFails(tool, "m1", "m3");
    }

    /** Edits a member's settings as a person would, and restarts it. */
    private static void byHand(Lab lab, String member, String sed) {
        lab.exec(
                        member,
                        "bash",
                        "-euc",
                        "cp /etc/default/etcd /root/etcd.before; sed -i '" + sed + "' /etc/default/etcd;"
                                + " ! cmp -s /root/etcd.before /etc/default/etcd; systemctl restart etcd.service")
                .orThrow("editing " + member + " by hand");
    }

    private static void verifyPasses(Tool tool) {
        Tool.Ended verified = tool.run("verify");
        assertThat(verified.exitCode()).as(verified.said()).isZero();
    }

    /** Verify ends with the exit code of a proof that failed, and every statement that fails is about one of these members. */
    private static void verifyFails(Tool tool, String... members) {
        Tool.Ended verified = tool.run("verify", "--output", "json");
        assertThat(verified.exitCode()).as(verified.said()).isEqualTo(PROOF_FAILED);
        List<String> failed = JSON.readTree(verified.stdout())
                .get("checks")
                .valueStream()
                .filter(check -> check.get("verdict").asString().equals("fails"))
                .map(MigrationIT::words)
                .toList();
        for (String member : members) {
            assertThat(failed).as(verified.said()).anyMatch(words -> names(words, member));
        }
        assertThat(failed)
                .as(verified.said())
                .allMatch(words -> List.of(members).stream().anyMatch(member -> names(words, member)));
    }

    private static String words(JsonNode check) {
        return check.get("statement").asString() + ": " + check.get("seen").asString();
    }

    private static boolean names(String words, String member) {
        return words.matches("(?s).*\\b" + member + "\\b.*");
    }

    private static List<String> restarted(Plan plan) {
        return plan.steps().stream()
                .filter(step -> Disruption.of(step, false) != Disruption.NONE)
                .map(Step::what)
                .toList();
    }

    private static List<String> changedFiles(Plan plan) {
        return plan.steps().stream()
                .filter(step -> step instanceof Step.KeepFiles)
                .map(Step::what)
                .toList();
    }
}
