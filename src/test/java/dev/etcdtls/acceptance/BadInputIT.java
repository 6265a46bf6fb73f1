package dev.etcdtls.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.etcdtls.acceptance.BadInput.Login;
import dev.etcdtls.lab.IssuerChoice;
import dev.etcdtls.lab.Lab;
import dev.etcdtls.lab.LabOptions;
import dev.etcdtls.model.ErrorCode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Bad input on real hosts: each case gets its exit code, one clear message for each cause, and leaves hosts, cluster and issuer as they were.
 * A fault of the world is followed by a plan that succeeds once it is undone, so that the refusal was due to the fault.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Timeout(180)
final class BadInputIT {
    private static final String GOOD = "lab.yaml";

    private Optional<Lab> started = Optional.empty();
    private Optional<Bench> made = Optional.empty();
    private Optional<Fingerprint> untouched = Optional.empty();

    @BeforeAll
    void startLab(@TempDir Path folder) {
        Lab lab = Lab.start(LabOptions.named("bad-input").withIssuer(IssuerChoice.OPENBAO));
        started = Optional.of(lab);
        Bench bench = new Bench(lab, Path.of("").toAbsolutePath(), folder);
        made = Optional.of(bench);
        Bench.write(bench.file(GOOD), Bench.read(lab.directory().resolve("inventory.yaml")));
        succeeds("pki", "bootstrap", "-i", GOOD);
        BadDeclarations.prepare(bench);
        succeeds("plan", "-i", GOOD, "--out", Bench.GOOD_PLAN);
    }

    @AfterAll
    void endLab() {
        started.ifPresent(Lab::close);
    }

    /** Otherwise "nothing was changed" below would prove nothing. */
    @Test
    @Order(1)
    void aPlantedChangeIsSeenOnHostsInTheClusterAndInTheIssuer() {
        Fingerprint before = untouched();
        var unused = bench().root("m2", "chmod 600 /etc/default/etcd");
        var revision = bench().root("m1", "etcdctl --endpoints=http://127.0.0.1:2379 put planted 1");
        bench().bao().write("etcd/c1/pki/roles/planted", "{\"max_ttl\": \"1h\"}");

        List<String> seen = before.differences(Fingerprint.of(lab()));

        bench().bao().delete("etcd/c1/pki/roles/planted");
        var undone = bench().root("m2", "chmod 644 /etc/default/etcd");
        assertThat(revision).isEqualTo("OK");
        assertThat(seen).anyMatch(fact -> fact.startsWith("+ m2 file etc/default/etcd f 600"));
        assertThat(seen).anyMatch(fact -> fact.startsWith("+ m1 \"revision\":2"));
        assertThat(seen).contains("+ issuer etcd/c1/pki/roles planted");
        assertThat(seen)
                .allMatch(fact -> fact.contains("etc/default/etcd ")
                        || fact.contains("\"revision\":")
                        || fact.contains("etcd/c1/pki/roles"));
        untouched = Optional.empty();
    }

    @Test
    @Order(2)
    void theJsonSaysTheSame() {
        bench().inventory("reach: ssh", "raech: ssh");

        Tool.Ended ended = bench().tool(Login.AS_OPS).run("plan", "-i", Bench.INVENTORY, "--output", "json");

        assertThat(ended.exitCode()).isEqualTo(2);
        assertThat(ended.stdout().replaceAll("\\s+", ""))
                .contains("\"exitCode\":2", "\"code\":\"INVENTORY_INVALID\"", "\"address\":\"case.yaml:7:1\"");
    }

    @ParameterizedTest
    @Order(3)
    @MethodSource("all")
    void isRefusedWithOneClearMessageAndChangesNothing(BadInput input) {
        boolean ofWorld = input.fault().isOfWorld();
        try {
            input.fault().plant(bench());
            Fingerprint before = ofWorld ? Fingerprint.of(lab()) : untouched();

            Tool.Ended ended = bench().tool(input.login()).run(input.command().toArray(String[]::new));

            hasOneClearMessage(input, ended);
            assertThat(before.differences(Fingerprint.of(lab())))
                    .as("what was changed by a refused command")
                    .isEmpty();
        } finally {
            input.fault().undo(bench());
        }
        if (ofWorld) {
            untouched = Optional.empty();
            succeeds("plan", "-i", GOOD, "--out", "probe");
        }
    }

    /** The faults of files and flags left nothing behind either. */
    @Test
    @Order(4)
    void theSameInventoryStillGivesAPlan() {
        succeeds("plan", "-i", GOOD, "--out", "probe");
        assertThat(bench().file("refused")).doesNotExist();
    }

    static Stream<BadInput> all() {
        return Stream.of(
                        BadDeclarations.ofInventory(),
                        BadDeclarations.ofLogin(),
                        BadDeclarations.ofIssuer(),
                        BadWorlds.all(),
                        BadPlans.all())
                .flatMap(List::stream);
    }

    private void hasOneClearMessage(BadInput input, Tool.Ended ended) {
        String said = ended.said();
        assertThat(ended.exitCode()).as(said).isEqualTo(input.exitCode());
        assertThat(codes(said)).as(said).isEqualTo(input.codes());
        assertThat(said).doesNotContain("Exception", "\tat ", "a bug of its own");
        String flat = said.replaceAll("\\s+", " ");
        assertThat(flat).contains(input.phrases());
        for (ErrorCode code : input.codes()) {
            String runbook = "runbooks/what-if/" + code + ".md";
            assertThat(flat).contains(" next ", " more " + runbook);
            assertThat(Files.isRegularFile(bench().checkout().resolve(runbook))).isTrue();
        }
    }

    /** The codes that messages begin with, in their order. */
    private static List<ErrorCode> codes(String said) {
        return said.lines()
                .map(line -> line.split(" ", 2)[0])
                .flatMap(word -> Arrays.stream(ErrorCode.values())
                        .filter(code -> code.name().equals(word)))
                .toList();
    }

    private void succeeds(String... command) {
        Tool.Ended ended = bench().tool(Login.AS_OPS).run(command);
        assertThat(ended.exitCode()).as(ended.said()).isZero();
    }

    /** Taken once for cases that change nothing by themselves. */
    private Fingerprint untouched() {
        Fingerprint print = untouched.orElseGet(() -> Fingerprint.of(lab()));
        untouched = Optional.of(print);
        return print;
    }

    private Lab lab() {
        return bench().lab();
    }

    private Bench bench() {
        return made.orElseThrow();
    }
}
