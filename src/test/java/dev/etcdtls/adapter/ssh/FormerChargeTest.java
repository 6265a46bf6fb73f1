package dev.etcdtls.adapter.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import dev.etcdtls.model.Digest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A charge that a version before this one has left on a host, byte for byte as it wrote it, in the hands of this one's script. */
class FormerChargeTest {
    @TempDir
    Path folder;

    private DeadManHost host;

    @BeforeEach
    void setUp() throws IOException {
        host = new DeadManHost(folder);
        Files.createDirectories(host.path("deadman/saved"));
        host.write("deadman/saved/" + Digest.of("before"), "before");
        host.write("deadman/settings", "ETCD_NEW=yes\nETCD_GONE\n");
        host.write("deadman/state", "armed run-1 accept/m1 1795492964\n");
        host.write("deadman/charge", """
                run=run-1
                step=accept/m1
                unit=etcd.service
                user=root
                group=root
                file=FOLDER/etc/etcd
                before=BEFORE
                after=AFTER
                url=http://127.0.0.1:1
                certificates=/etc/etcd/tls/current
                invocation=first
                active=active
                boot=another
                uptime=3600
                seconds=60
                deadline=1000
                """.replace("FOLDER", folder.toString())
                .replace("BEFORE", Digest.of("before").sha256())
                .replace("AFTER", Digest.of("after").sha256()));
        host.write("etc/etcd", "after");
    }

    @Test
    void isCarriedOutAtItsDeadline() throws IOException {
        host.write("state/InvocationID", "second\n");
        host.write("state/ActiveState", "failed\n");

        host.run("fire");

        assertThat(host.stage()).isEqualTo("restarted");
        assertThat(host.read("etc/etcd")).isEqualTo("before");
        assertThat(host.read("state/calls"))
                .containsOnlyOnce("restart --no-block etcd.service")
                .doesNotContain("daemon-reload");
    }

    @Test
    void isSettledWhenTheRunIsTakenUp() throws IOException {
        assertThat(host.run("settle")).isEmpty();

        assertThat(host.read("etc/etcd")).isEqualTo("before");
        assertThat(host.path("deadman")).doesNotExist();
    }

    @Test
    void isArmedAnewWithTheFileThatItKept() throws IOException {
        assertThat(host.arm("http://127.0.0.1:1")).startsWith("armed run-1 accept/m1 ");

        host.fire();

        assertThat(host.read("etc/etcd")).isEqualTo("before");
    }
}
