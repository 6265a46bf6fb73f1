package dev.etcdtls.lab;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Builds Go components into the cache, each once per state of its sources, and lets no other version in than the wanted. */
final class GoBuild {
    /** kube-apiserver takes three minutes on two idle cores, its downloads not counted. */
    private static final Duration LIMIT = Duration.ofMinutes(25);

    private final Cache cache;
    private final Progress progress;

    GoBuild(Cache cache, Progress progress) {
        this.cache = cache;
        this.progress = progress;
    }

    /** A folder of the cache with the component's programs. */
    Path folder(GoComponent component) {
        cache.folder("go");
        return cache.once("go/" + keyOf(component), scratch -> build(component, scratch));
    }

    /** Changes with each file of the module's folder and with each word that the compiler is told. */
    static String keyOf(GoComponent component) {
        String told = component.linking() + " " + component.programs();
        return component.name() + "-" + Checksum.brief(Checksum.ofText(Checksum.ofFolder(component.folder()) + told));
    }

    private void build(GoComponent component, Path scratch) {
        if (LocalCommand.find("go").isEmpty()) {
            throw new LabException(("the lab builds %s with Go and this machine has none; install Go 1.26 or later,"
                            + " or start the lab without it")
                    .formatted(component.name()));
        }
        if (component.linking() == GoComponent.Linking.STATIC_C) {
            NeededPackages.ensure(progress, "gcc");
        }
        for (GoComponent.Program program : component.programs()) {
            progress.say("building %s of %s (once)".formatted(program.file(), component.name()));
            Path target = scratch.resolve(program.file());
            String cgo = switch (component.linking()) {
                case PURE_GO -> "0";
                case STATIC_C -> "1";
            };
            LocalCommand.run(LIMIT, command(component, program, target), Map.of("CGO_ENABLED", cgo), component.folder())
                    .orThrow("building " + program.file());
            assertVersion(program, target);
        }
    }

    private static List<String> command(GoComponent component, GoComponent.Program program, Path target) {
        String forC = switch (component.linking()) {
            case PURE_GO -> "";
            case STATIC_C -> "-extldflags -static ";
        };
        return List.of(
                "go",
                "build",
                "-mod=readonly",
                "-buildvcs=false",
                "-trimpath",
                "-ldflags",
                "-s -w " + forC + program.linkerFlags(),
                "-o",
                target.toString(),
                program.mainPackage());
    }

    static void assertVersion(GoComponent.Program program, Path built) {
        if (program.question().isEmpty()) {
            return;
        }
        List<String> command = new ArrayList<>(List.of(built.toString()));
        command.addAll(program.question());
        ExecResult told = LocalCommand.run(command.toArray(new String[0]));
        String text = told.stdout() + told.stderr();
        if (text.lines().noneMatch(line -> line.strip().equals(program.answer()))) {
            throw new LabException(
                    "%s says '%s' and not '%s'".formatted(program.file(), text.strip(), program.answer()));
        }
    }
}
