package dev.etcdtls.lab;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The questions that all witnesses of a lab answer alike: {@code PROGRAM count|verify [--from TIME] [--to TIME]}, in JSON. */
record WitnessCommand(LabHost host, String program) {
    private static final Duration COUNT_LIMIT = Duration.ofSeconds(30);
    private static final Duration VERIFY_LIMIT = Duration.ofMinutes(5);
    private static final int LOST = 4;
    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    <T> T count(Instant from, Instant to, Class<T> counts) {
        return ask(COUNT_LIMIT, List.of("count", "--from", from.toString(), "--to", to.toString()), counts);
    }

    <T> T verify(Class<T> counts) {
        return ask(VERIFY_LIMIT, List.of("verify"), counts);
    }

    <T> T verify(Instant from, Instant to, Class<T> counts) {
        return ask(VERIFY_LIMIT, List.of("verify", "--from", from.toString(), "--to", to.toString()), counts);
    }

    private <T> T ask(Duration limit, List<String> question, Class<T> counts) {
        List<String> command = new ArrayList<>(List.of("/usr/local/bin/" + program));
        command.addAll(question);
        ExecResult result = host.exec(limit, command);
        // That something is lost is a result like any other.
        if (result.exitCode() != LOST) {
            result.orThrow(String.join(" ", command));
        }
        return read(result.stdout(), counts);
    }

    static <T> T read(String json, Class<T> counts) {
        return JSON.readValue(json, counts);
    }
}
