package dev.etcdtls.adapter.ssh;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A line of etcd's log in words for people: JSON from etcd 3.5 on, plain text before. */
final class EtcdLogLine {
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final List<String> TELLING =
            List.of("error", "remote-addr", "ip-addresses", "dns-names", "server-name");
    private static final Pattern TROUBLE = Pattern.compile(
            "fatal|error|cannot|unable|failed|refused|denied|invalid|no such", Pattern.CASE_INSENSITIVE);

    private EtcdLogLine() {}

    /** The message and its telling fields; a line that is no JSON as it is. */
    static String words(String line) {
        if (!line.startsWith("{")) {
            return line;
        }
        try {
            JsonNode entry = MAPPER.readTree(line);
            List<String> words = new ArrayList<>(List.of(entry.path("msg").asString("")));
            for (String field : TELLING) {
                JsonNode value = entry.path(field);
                String text = value.isString() ? value.asString() : value.toString();
                if (!value.isMissingNode() && !text.isEmpty() && !text.equals("[]")) {
                    words.add(field + " " + text);
                }
            }
            return String.join(", ", words);
        } catch (JacksonException _) {
            return line;
        }
    }

    /** Why a server ended, by the last line of its log that tells of trouble and is not systemd's own; empty when there is none. */
    static String lastTrouble(String log, String unit) {
        return log.lines()
                .filter(line -> !line.startsWith(unit) && TROUBLE.matcher(line).find())
                .reduce((_, later) -> later)
                .map(EtcdLogLine::words)
                .orElse("");
    }
}
