package dev.etcdtls.config;

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

    private static List<String> expand(String... words) {
        return StartCommand.expand(List.of(words), ENVIRONMENT);
    }
}
