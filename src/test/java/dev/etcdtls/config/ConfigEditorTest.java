package dev.etcdtls.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ConfigEditorTest {
    @Test
    void showsWhatChangesAndNotASecret() {
        String before = """
                ETCD_NAME=m1
                # ETCD_PASSWORD: hunter2
                ETCD_INITIAL_CLUSTER_TOKEN="old"
                ROOT_SECRET="first half
                second half"
                DAEMON_ARGS="--auth-token=simple,abc --name m1 --my-password xyz"
                """;
        String after = before.replace("=m1", "=m2").replace("old", "new").replace("--name m1", "--name m2");

        assertThat(ConfigEditor.diff("/etc/default/etcd", before, after)).isEqualTo("""
                --- a/etc/default/etcd
                +++ b/etc/default/etcd
                @@ -1,6 +1,6 @@
                -ETCD_NAME=m1
                +ETCD_NAME=m2
                 # ETCD_PASSWORD: ***
                -ETCD_INITIAL_CLUSTER_TOKEN=***
                +ETCD_INITIAL_CLUSTER_TOKEN=***
                 ROOT_SECRET=***
                 ***
                -DAEMON_ARGS="--auth-token=*** --name m1 --my-password ***"
                +DAEMON_ARGS="--auth-token=*** --name m2 --my-password ***"
                """);
    }

    /** In the shapes of a unit and of a manifest. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Environment=\"A=1\" \"FLANNELD_ETCD_PASSWORD=hunter2\"",
                "Environment=FLANNELD_ETCD_PASSWORD='hunter2 hunter2'",
                "Environment=A=1 \\\n  \"FLANNELD_ETCD_PASSWORD=hunter2\"",
                "Environment=\"FLANNELD_ETCD_PASSWORD=hunter2 \\\n  hunter2\"",
                "ExecStart=/x --etcd-password=hunter2 --v=2",
                "ExecStart=/x --etcd-password \\\n  hunter2",
                "    - --etcd-password=hunter2",
                "    - --etcd-password\n    - hunter2",
                "    - \"--etcd-password\"  # secret\n    - hunter2",
                "    - name: DB_PASSWORD\n      value: hunter2",
            })
    void noSecretOfAUnitOrAManifestIsShown(String lines) {
        String before = "a: 1\n" + lines + "\nb: 2\n";
        String diff = ConfigEditor.diff("/f", before, before.replace("a: 1", "a: 2"));

        assertThat(diff).doesNotContain("hunter2").contains("***", "+a: 2", " b: 2");
        assertThat(ConfigEditor.diff("/f", before, before.replace("hunter2", "hunter3")))
                .doesNotContain("hunter")
                .contains("\n-", "\n+");
    }

    @Test
    void equalTextsHaveNoDiff() {
        assertThat(ConfigEditor.diff("/f", "A=b\n", "A=b\n")).isEmpty();
    }
}
