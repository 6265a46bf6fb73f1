package dev.etcdtls.adapter.vault;

import dev.etcdtls.model.Problem;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

/** What came back from the server: an answer with its status, or none. */
sealed interface Reply {
    /** Any HTTP answer, errors included. */
    record Answer(int status, JsonNode body) implements Reply {
        static Answer of(int status, byte[] body) {
            return new Answer(status, parsed(new String(body, StandardCharsets.UTF_8)));
        }

        /** Without the body, which may hold a key. */
        @Override
        public String toString() {
            return "Answer[" + status + "]";
        }

        boolean isDone() {
            return status >= 200 && status < 300;
        }

        /** The {@code data} of an answer, or a node without anything in it. */
        JsonNode data() {
            return body.path("data");
        }

        List<String> warnings() {
            return texts(body.path("warnings"));
        }

        /** The server's own words on one line. */
        String errors() {
            return texts(body.path("errors")).stream()
                    .map(text -> text.replaceFirst("^\\d+ errors? occurred:", ""))
                    .map(text -> text.replace("\n", " ")
                            .replace("\t", "")
                            .replace("* ", "")
                            .strip())
                    .collect(Collectors.joining("; "));
        }

        private static List<String> texts(JsonNode array) {
            List<String> found = new ArrayList<>();
            array.forEach(node -> found.add(node.asString("")));
            return List.copyOf(found);
        }

        private static JsonNode parsed(String text) {
            try {
                return text.isBlank()
                        ? JsonNodeFactory.instance.objectNode()
                        : JsonMapper.shared().readTree(text);
            } catch (JacksonException _) {
                // Not the server's own answer but a proxy's page: the status says enough.
                return JsonNodeFactory.instance.objectNode();
            }
        }
    }

    /**
     * No answer.
     *
     * @param maybeDone whether the request may have arrived, so that nobody can tell what it did
     */
    record NoAnswer(Problem problem, boolean maybeDone) implements Reply {}
}
