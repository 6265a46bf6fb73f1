package dev.etcdtls.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

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

    @Test
    void equalTextsHaveNoDiff() {
        assertThat(ConfigEditor.diff("/f", "A=b\n", "A=b\n")).isEmpty();
    }
}
