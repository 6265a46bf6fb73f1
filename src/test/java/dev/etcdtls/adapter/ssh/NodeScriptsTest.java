package dev.etcdtls.adapter.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import dev.etcdtls.consumer.FlannelFacts;
import dev.etcdtls.port.ConsumerProbe.PingGap;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code flannel-facts.sh} and the scripts of the ping, with an ip, a bridge and a ping that say what real ones said. */
class NodeScriptsTest {
    private static final String IP = """
            case "$*" in
              '-o link show type vxlan')
                echo '2: flannel.1: <BROADCAST,MULTICAST,UP,LOWER_UP> mtu 1450 qdisc noqueue state UNKNOWN mode DEFAULT group default'
                echo '3: vxlan.calico: <BROADCAST,MULTICAST,UP,LOWER_UP> mtu 1450 qdisc noqueue state UNKNOWN mode DEFAULT group default' ;;
              '-d -o link show dev flannel.1')
                printf '%s' '2: flannel.1: <BROADCAST,MULTICAST,UP,LOWER_UP> mtu 1450 qdisc noqueue state UNKNOWN mode DEFAULT group default'
                printf '%s' '\\    link/ether ca:be:fc:1e:ac:83 brd ff:ff:ff:ff:ff:ff promiscuity 0  allmulti 0 minmtu 68 maxmtu 65535 '
                echo '\\    vxlan id 1 local 198.51.100.31 dev eth0 srcport 0 0 dstport 8472 nolearning ttl auto ageing 300' ;;
              '-4 -o route show dev flannel.1') echo '10.244.2.0/24 via 10.244.2.0 onlink linkdown ' ;;
              '-6 -o route show dev flannel.1') echo 'fe80::/64 proto kernel metric 256 pref medium' ;;
            esac
            """;

    @TempDir
    private Path folder;

    @BeforeEach
    void makePrograms() throws IOException {
        Files.createDirectories(folder.resolve("bin"));
        program("ip", IP);
        program("bridge", "echo '02:00:00:00:00:02 dst 198.51.100.32 self permanent'");
    }

    @Test
    void whatFlannelMadeIsRead() throws Exception {
        String subnet = "FLANNEL_NETWORK=10.244.0.0/16\nFLANNEL_SUBNET=10.244.1.1/24\n";
        Path file = Files.writeString(folder.resolve("subnet.env"), subnet);

        FlannelFacts facts = flannel(file);

        assertThat(facts.subnet()).contains(subnet);
        assertThat(facts.links())
                .isEqualTo(Map.of("flannel.1", new FlannelFacts.Vtep("ca:be:fc:1e:ac:83", 1, "198.51.100.31")));
        assertThat(facts.routes()).containsExactly("flannel.1 10.244.2.0/24 via 10.244.2.0 onlink");
        assertThat(facts.forwarding()).containsExactly("flannel.1 02:00:00:00:00:02 dst 198.51.100.32 self permanent");
    }

    @Test
    void aHostWithoutFlannelHasNothingOfIt() throws Exception {
        program("ip", "");

        FlannelFacts facts = flannel(folder.resolve("subnet.env"));

        assertThat(facts.subnet()).isEqualTo(Optional.empty());
        assertThat(facts.links()).isEmpty();
        assertThat(facts.routes()).isEmpty();
    }

    /** What ping of Debian 12 says when it is interrupted. */
    @Test
    void missedAnswersAndTheLongestSilenceAreCounted() {
        PingGap gap = PingReading.of("""
                PING 10.244.2.0 (10.244.2.0) 56(84) bytes of data.
                [1795492953.152628] 64 bytes from 10.244.2.0: icmp_seq=1 ttl=64 time=0.027 ms
                [1795492953.364163] 64 bytes from 10.244.2.0: icmp_seq=2 ttl=64 time=0.035 ms
                [1795492953.364170] 64 bytes from 10.244.2.0: icmp_seq=2 ttl=64 time=0.035 ms (DUP!)
                [1795492953.579758] From 10.244.1.0 icmp_seq=3 Destination Host Unreachable
                [1795492954.164163] 64 bytes from 10.244.2.0: icmp_seq=6 ttl=64 time=0.026 ms

                --- 10.244.2.0 ping statistics ---
                7 packets transmitted, 3 received, 57% packet loss, time 1484ms
                """);

        assertThat(gap).isEqualTo(new PingGap(7, 3, Duration.ofNanos(799_993_000)));
        assertThat(gap.missed()).isEqualTo(4);
        assertThat(PingReading.of("ping: bad number of packets\n")).isEqualTo(new PingGap(0, 0, Duration.ZERO));
    }

    @Test
    void aPingRunsUntilItIsEnded() throws Exception {
        program("ping", """
                echo '[1.000000] 64 bytes from 127.0.0.1: icmp_seq=1 ttl=64 time=0.027 ms'
                while :; do sleep 0.1; done
                """);

        Path words = Path.of(run(RemoteScript.PING_START, "127.0.0.1", "60").strip());
        Finished ended = finished(RemoteScript.PING_END, words.toString());

        assertThat(PingReading.of(HostReport.unpack(ended.out().strip())).answered())
                .isEqualTo(1);
        assertThat(words).doesNotExist();
        awaitEnd(words);
        assertThat(finished(RemoteScript.PING_END, words.toString()).exit()).isEqualTo(48);
    }

    /** The link was cut, and nobody came to end it. */
    @Test
    void aForgottenPingLeavesNothing() throws Exception {
        program("ping", "echo \"$*\" >FOLDER/said; sleep 0.2".replace("FOLDER", folder.toString()));

        Path words = Path.of(run(RemoteScript.PING_START, "127.0.0.1", "1").strip());

        assertThat(words).exists();
        awaitEnd(words);
        assertThat(folder.resolve("said")).content().contains("-w 1 127.0.0.1");
    }

    private void awaitEnd(Path words) throws InterruptedException {
        long giveUp = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while ((Files.exists(words) || !processes().isEmpty()) && System.nanoTime() < giveUp) {
            Thread.sleep(50);
        }
        assertThat(words).doesNotExist();
        assertThat(processes()).isEmpty();
    }

    private FlannelFacts flannel(Path subnet) throws Exception {
        return ProbeReading.flannel(HostReport.parse(run(RemoteScript.FLANNEL_FACTS, subnet.toString()))
                .orElseThrow());
    }

    private String run(RemoteScript script, String... words) throws Exception {
        Finished ended = finished(script, words);
        assertThat(ended.exit()).as(ended.err()).isZero();
        return ended.out();
    }

    /** What is kept for a minute is kept for a second here. */
    private Finished finished(RemoteScript script, String... words) throws Exception {
        String text = script.text()
                .replace("PATH=/usr/local/sbin", "PATH=" + folder.resolve("bin") + ":/usr/local/sbin")
                .replace("/run/etcd-tls-ping.", folder + "/ping.")
                .replace("rounds=60", "rounds=1");
        return ProbeHost.shell(folder, text, "", List.of(words));
    }

    private void program(String name, String text) throws IOException {
        Path file = Files.writeString(folder.resolve("bin").resolve(name), "#!/bin/sh\n" + text);
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    /** The processes that belong to this test's folder. */
    private List<String> processes() {
        return ProcessHandle.allProcesses()
                .flatMap(process -> process.info().commandLine().stream())
                .filter(line -> line.contains(folder.toString()))
                .toList();
    }
}
