package dev.etcdtls.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class GoBuildTest {
    @TempDir
    private Path folder = Path.of("");

    @Test
    void aChangedSumIsAnotherBuild() throws IOException {
        GoComponent component = LabPrograms.flannel(new Checkout(folder));
        Files.createDirectories(component.folder());
        Files.writeString(component.folder().resolve("go.sum"), "one");
        String before = GoBuild.keyOf(component);
        Files.writeString(component.folder().resolve("go.sum"), "two");
        assertThat(GoBuild.keyOf(component)).startsWith("flannel-0.28.9-").isNotEqualTo(before);
    }

    @Test
    void anotherWordForTheLinkerIsAnotherBuild() {
        assertThat(GoBuild.keyOf(component("-X main.version=1", "1")))
                .isNotEqualTo(GoBuild.keyOf(component("-X main.version=2", "1")));
    }

    @Test
    void aBuildThatWasMadeIsTakenFromTheCache() throws IOException {
        Cache cache = new Cache(Files.createDirectories(folder.resolve("cache")));
        GoComponent component = component("", "1");
        Path built = Files.createDirectories(cache.folder("go").resolve(GoBuild.keyOf(component)));
        assertThat(new GoBuild(cache, Progress.onStderr()).folder(component)).isEqualTo(built);
    }

    @Test
    void whatIsInTheCheckoutIsWhatItsFolderSays() throws IOException {
        for (GoComponent component :
                List.of(LabPrograms.kubernetes(Checkout.find()), LabPrograms.flannel(Checkout.find()))) {
            String module = Files.readString(component.folder().resolve("go.mod"));
            for (GoComponent.Program program : component.programs()) {
                String wanted = program.answer().substring(program.answer().lastIndexOf('v'));
                assertThat(component.name()).endsWith("-" + wanted.substring(1));
                assertThat(module).containsPattern("require \\S+ " + wanted);
                assertThat(Files.readString(component.folder().resolve("tools.go")))
                        .contains(program.mainPackage());
            }
        }
    }

    @Test
    void aProgramThatTellsAnotherVersionIsNotLetIn() {
        assertThatThrownBy(() -> GoBuild.assertVersion(
                        new GoComponent.Program("p", ".", "", List.of("v1.2.3"), "v1.2.4"), Path.of("/bin/echo")))
                .isInstanceOf(LabException.class)
                .hasMessage("p says 'v1.2.3' and not 'v1.2.4'");
    }

    private GoComponent component(String linkerFlags, String answer) {
        return new GoComponent(
                folder,
                GoComponent.Linking.PURE_GO,
                List.of(new GoComponent.Program("p", ".", linkerFlags, List.of("--version"), answer)));
    }
}
