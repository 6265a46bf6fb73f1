package dev.etcdtls.adapter.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** The part of {@code census.sh} that reads tcpdump, on packets that were recorded once. */
class CaptureScriptTest {
    @Test
    void packetsBecomeConnections() throws Exception {
        assertThat(flows(Recorded.text("capture.txt"))).isEqualTo("""
            flow 198.51.100.50:40000 198.51.100.11:2379 1 1 505249202a20485454502f322e300d0a 0 1 0
            flow 198.51.100.50:40001 198.51.100.11:2379 1 1 - 0 0 0
            flow [fd00::50]:40002 [fd00::11]:2379 0 0 1703030034aabbccddeeff00 1 0 0
            flow 198.51.100.50:40000 198.51.100.11:2379 1 0 16030102000100010101 1 0 0
            """);
    }

    private static String flows(String packets) throws Exception {
        String script = RemoteScript.CENSUS.text();
        int begin = script.indexOf("flows='") + "flows='".length();
        String program = script.substring(begin, script.indexOf("'\n", begin));
        Process awk =
                new ProcessBuilder("awk", program).redirectErrorStream(true).start();
        try (var stdin = awk.outputWriter()) {
            stdin.write(packets);
        }
        return new String(awk.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
}
