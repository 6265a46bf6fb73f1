package dev.etcdtls.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.etcdtls.config.UnitFiles.Given;
import dev.etcdtls.config.UnitFiles.Part;
import dev.etcdtls.model.FilePath;
import dev.etcdtls.model.ProblemException;
import dev.etcdtls.model.UnitName;
import java.util.List;
import org.junit.jupiter.api.Test;

class UnitFilesTest {
    private static final FilePath UNIT = new FilePath("/usr/lib/systemd/system/flanneld.service");
    private static final FilePath FIRST = new FilePath("/etc/systemd/system/flanneld.service.d/10-etcd.conf");
    private static final FilePath SECOND = new FilePath("/etc/systemd/system/flanneld.service.d/20-more.conf");

    @Test
    void theLastCommandCounts() {
        UnitFiles files = files(
                "[Service]\nExecStart=/bin/a --old\n", "[Service]\nExecStart=\nExecStart=/bin/a \\\n --new\n", "");

        assertThat(files.command())
                .contains(new UnitFiles.Command(FIRST, List.of("/bin/a", "--new"), "ExecStart=/bin/a \\\n --new\n"));
    }

    @Test
    void aCommandThatIsTakenAwayIsNone() {
        assertThat(files("[Service]\nExecStart=/bin/a\n", "[Service]\nExecStart=\n", "")
                        .command())
                .isEmpty();
    }

    @Test
    void severalCommandsAreRefused() {
        UnitFiles files = files("[Service]\nExecStart=/bin/a\nExecStart=/bin/b\n", "", "");

        assertThatThrownBy(files::command)
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("several ExecStart=");
    }

    @Test
    void everyPlaceOfAVariableIsToldTheOneInForceLast() {
        UnitFiles files = files(
                "[Service]\nEnvironment=A=1 B=1\n", "[Service]\nEnvironment=\"A=2\"\n", "[Unit]\nEnvironment=A=3\n");

        assertThat(files.environment())
                .containsEntry("A", List.of(new Given(UNIT, "1"), new Given(FIRST, "2")))
                .containsEntry("B", List.of(new Given(UNIT, "1")));
    }

    @Test
    void anEmptyEnvironmentTakesAwayWhatEarlierFilesSay() {
        UnitFiles files = files("[Service]\nEnvironment=A=1 B=1\n", "[Service]\nEnvironment=\nEnvironment=B=2\n", "");

        assertThat(files.environment()).containsOnlyKeys("B").containsEntry("B", List.of(new Given(FIRST, "2")));
    }

    @Test
    void theFileThatNamesAnotherUnitIsFound() {
        UnitFiles files = files(
                "[Unit]\nAfter=flanneld.service\n",
                "[Unit]\nRequires=network.target \\\n  flanneld.service\n",
                "[Service]\nRequires=flanneld.service\n");

        assertThat(files.naming("Requires", new UnitName("flanneld.service"))).contains(FIRST);
        assertThat(files.naming("BindsTo", new UnitName("flanneld.service"))).isEmpty();
    }

    private static UnitFiles files(String unit, String first, String second) {
        return new UnitFiles(List.of(new Part(UNIT, unit), new Part(FIRST, first), new Part(SECOND, second)));
    }
}
