package dev.etcdtls.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import dev.etcdtls.step.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who may import whom. The table is the one of src/docs/architecture.md. */
class LayersArchitectureTest {
    private static final String ROOT = "dev.etcdtls.";
    private static final List<String> CORE = List.of(
            "model",
            "inventory",
            "certificate",
            "config",
            "observation",
            "consumer",
            "pki",
            "step",
            "guard",
            "plan",
            "journal",
            "event");

    /** The core must be readable, testable and printable without the world: each room sees only the rooms below it. */
    @ParameterizedTest
    @CsvSource({
        "model,",
        "certificate, model",
        "config, model",
        "inventory, model",
        "observation, model certificate config",
        "consumer, model certificate config inventory",
        "pki, model certificate inventory",
        "step, model certificate config consumer inventory",
        "guard, model observation step certificate config consumer inventory",
        "plan, model inventory certificate config observation consumer pki step guard",
        "journal, model step plan",
        "event, model step",
        "port, model inventory certificate config observation consumer pki step guard plan journal event",
    })
    void aCoreRoomImportsOnlyTheRoomsBelowIt(String room, String below) {
        List<String> allowed = new ArrayList<>(List.of(
                ROOT + room,
                "java..",
                "javax..",
                // Compares lists of lines in memory and does nothing else.
                "com.github.difflib..",
                "org.jspecify.annotations.."));
        Stream.of((below == null ? "" : below).split(" ")).map(ROOT::concat).forEach(allowed::add);
        check(classes()
                .that()
                .resideInAPackage(ROOT + room)
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(allowed.toArray(String[]::new))
                .because("each room sees only the rooms below it"));
    }

    /** A decision that reads a clock, a file or a socket cannot be tested on a table nor replayed on a model. */
    @Test
    void theCoreTouchesNoClockFileSocketThreadOrLogger() {
        check(noClasses()
                .that()
                .resideInAnyPackage(CORE.stream().map(ROOT::concat).toArray(String[]::new))
                .should()
                .dependOnClassesThat(touchesTheWorld())
                .orShould()
                .callMethod(java.time.Instant.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .callMethod(java.net.InetAddress.class, "getByName", String.class)
                .because("the core decides, the edges do"));
    }

    /** An engine that knows a kind of step grows with each of them; the kinds live in engine.action. */
    @Test
    void theEngineNamesNoKindOfStep() {
        check(noClasses()
                .that()
                .haveFullyQualifiedName(ROOT + "engine.Engine")
                .should()
                .dependOnClassesThat(assignableTo(Step.class)
                        .and(DescribedPredicate.not(DescribedPredicate.describe(
                                "Step itself", (JavaClass each) -> each.isEquivalentTo(Step.class)))))
                .because("the loop is the same for every kind of step"));
    }

    /** The engine is tested against fakes: it must not know which technology stands behind a port. */
    @Test
    void theEngineKnowsPortsAndNoAdapter() {
        check(noClasses()
                .that()
                .resideInAPackage(ROOT + "engine..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(ROOT + "adapter..", ROOT + "codec..", ROOT + "report..", ROOT + "cli..")
                .because("what it does is seen through ports alone"));
    }

    /** One technology each: an adapter that needs another one is two rooms with a wall missing. */
    @Test
    void adaptersKnowPortsAndTheCoreOnly() {
        check(noClasses()
                .that()
                .resideInAPackage(ROOT + "adapter..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(ROOT + "engine..", ROOT + "report..", ROOT + "cli..")
                .because("edges contain no policy"));
        check(slices().matching(ROOT + "adapter.(*)..")
                .should()
                .notDependOnEachOther()
                .because("each adapter speaks one technology"));
    }

    /** Words and written forms come from values; they start nothing. */
    @Test
    void codecAndReportKnowTheCoreOnly() {
        check(noClasses()
                .that()
                .resideInAnyPackage(ROOT + "codec..", ROOT + "report..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(ROOT + "engine..", ROOT + "adapter..", ROOT + "cli..")
                .because("text, Markdown and JSON are made of the same values"));
    }

    /** Adapters are built in one place, so that a reader finds there what a command is made of. */
    @Test
    void onlyWiringBuildsAdapters() {
        check(noClasses()
                .that()
                .resideInAPackage(ROOT + "cli..")
                .and()
                .haveNameNotMatching(".*\\.Wiring.*")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        ROOT + "adapter.ssh..",
                        ROOT + "adapter.etcd..",
                        ROOT + "adapter.vault..",
                        ROOT + "adapter.localca..")
                .because("Wiring is the only place where adapters are built"));
    }

    /** Two packages that need each other are one package. */
    @Test
    void packagesHaveNoCycles() {
        check(slices().matching(ROOT + "(**)").should().beFreeOfCycles().because("a cycle has no bottom to start at"));
    }

    private static DescribedPredicate<JavaClass> touchesTheWorld() {
        return DescribedPredicate.describe("touch the world", type -> {
            String name = type.getName();
            // Bytes in memory and the reading of an address are no files and no network.
            boolean file = (name.startsWith("java.io.") && !name.equals("java.io.ByteArrayInputStream"))
                    || name.startsWith("java.nio.file.");
            boolean network = name.startsWith("java.net.")
                    && !name.equals("java.net.URI")
                    && !name.equals("java.net.InetAddress");
            boolean clock = name.equals("java.time.Clock");
            boolean thread = name.equals("java.lang.Thread") || name.startsWith("java.util.concurrent.");
            boolean logger = name.startsWith("org.slf4j.") || name.startsWith("java.util.logging.");
            return file || network || clock || thread || logger;
        });
    }

    private static void check(ArchRule rule) {
        rule.allowEmptyShould(true).check(ProductClasses.ALL);
    }
}
