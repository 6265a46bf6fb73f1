package dev.etcdtls.adapter.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class BusTextTest {
    @Test
    void busctlsQuotingIsUndone() {
        assertThat(BusText.assignments("as 3 \"A=b c\" \"Q=say \\\"hi\\\" \\\\ \\n\\x41\\101\" \"A=last\""))
                .containsExactly(Map.entry("A", "last"), Map.entry("Q", "say \"hi\" \\ \nAA"));
    }

    @Test
    void theProgramComesBeforeItsWords() {
        assertThat(BusText.command(
                        "a(sasbttttuii) 1 \"/usr/bin/etcd\" 3 \"@etcd\" \"$ARGS\" \"--x\" false 0 0 0 0 122 0 0"))
                .containsExactly("/usr/bin/etcd", "$ARGS", "--x");
        assertThat(BusText.command("a(sasbttttuii) 0")).isEmpty();
    }
}
