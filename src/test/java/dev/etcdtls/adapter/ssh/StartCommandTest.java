package dev.etcdtls.adapter.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StartCommandTest {
    private static final Map<String, String> ENVIRONMENT =
            Map.of("ARGS", "--a=1  --b 'two words' \"\"", "NAME", "m 1", "EMPTY", "");

    @Test
    void aWordOfItsOwnIsSplitAndQuotesGroup() {
        assertThat(expand("$ARGS")).containsExactly("--a=1", "--b", "two words", "");
    }

    @Test
    void bracesInAWordAreNotSplit() {
        assertThat(expand("--name=${NAME}")).containsExactly("--name=m 1");
    }

    @Test
    void anEmptyOrUnsetVariableIsNoWord() {
        assertThat(expand("$EMPTY", "$UNSET", "x${UNSET}")).containsExactly("x");
    }

    @Test
    void twoDollarsAreOne() {
        assertThat(expand("$$NAME", "a$NAME")).containsExactly("$NAME", "a$NAME");
    }

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

    private static List<String> expand(String... words) {
        return StartCommand.expand(List.of(words), ENVIRONMENT);
    }
}
