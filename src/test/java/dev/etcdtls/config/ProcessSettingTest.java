package dev.etcdtls.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.etcdtls.config.ProcessSetting.Flag;
import dev.etcdtls.config.ProcessSetting.Variable;
import dev.etcdtls.model.FilePath;
import dev.etcdtls.model.UnitName;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ProcessSettingTest {
    private static final FilePath PATH = new FilePath("/etc/x");
    private static final SortedMap<String, String> SET =
            new TreeMap<>(Map.of("etcd-servers", "https://m1:2379", "etcd-prefix", ""));

    @Test
    void anEnvironmentFileGivesVariablesWithItsPrefix() {
        assertThat(ProcessSetting.of(new ConfigStyle.EnvironmentFile(PATH), SET))
                .containsExactly(
                        new Variable("ETCD_ETCD_PREFIX", Optional.empty()),
                        new Variable("ETCD_ETCD_SERVERS", Optional.of("https://m1:2379")));
    }

    @Test
    void aDropInWithoutAPrefixGivesTheVariablesThemselves() {
        SortedMap<String, String> set = new TreeMap<>(Map.of("PATRONI_ETCD3_PROTOCOL", "https"));

        assertThat(ProcessSetting.of(new ConfigStyle.SystemdDropIn(PATH, VariablePrefix.NONE), set))
                .containsExactly(new Variable("PATRONI_ETCD3_PROTOCOL", Optional.of("https")));
    }

    @Test
    void flagsAreFlagsWhereverTheyAreWritten() {
        Flag[] flags = {
            new Flag("etcd-prefix", Optional.empty()), new Flag("etcd-servers", Optional.of("https://m1:2379"))
        };

        assertThat(ProcessSetting.of(new ConfigStyle.ExecStartFlags(PATH), SET)).containsExactly(flags);
        assertThat(ProcessSetting.of(new ConfigStyle.FlagsInVariable(PATH, "KUBE_ARGS"), SET))
                .containsExactly(flags);
        assertThat(ProcessSetting.of(new ConfigStyle.StaticPod(PATH, "kube-apiserver"), SET))
                .containsExactly(flags);
    }

    @Test
    void aDependencyShowsInNoProcess() {
        ConfigStyle style = new ConfigStyle.UnitDependency(PATH, new UnitName("flanneld.service"));

        assertThat(ProcessSetting.of(style, new TreeMap<>(Map.of("dependency", "wants"))))
                .isEmpty();
    }

    /** They are read line by line on the host. */
    @Test
    void nothingOfTwoLinesIsASetting() {
        assertThatThrownBy(() -> new Flag("etcd-servers", Optional.of("a\nb")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Variable("--etcd-servers", Optional.of("a")))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
