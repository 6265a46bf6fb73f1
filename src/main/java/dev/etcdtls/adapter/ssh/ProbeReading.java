package dev.etcdtls.adapter.ssh;

import dev.etcdtls.consumer.FlannelFacts;
import dev.etcdtls.port.ConsumerProbe.Dialled;
import dev.etcdtls.port.ConsumerProbe.Readyz;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/** What the scripts of {@link SshConsumerProbe} printed, as answers. */
final class ProbeReading {
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final int LONGEST = 300;
    private static final Pattern MAC = Pattern.compile("link/ether ([0-9a-f:]+)");
    private static final Pattern VNI = Pattern.compile("vxlan id ([0-9]+)");
    private static final Pattern LOCAL = Pattern.compile(" local ([0-9a-fA-F.:]+)");

    private ProbeReading() {}

    static Dialled dialled(HttpFromHost.Answer answer) {
        if (answer.code() == 0) {
            return answered(answer);
        }
        if (answer.isUnreachable()) {
            return new Dialled.Unreachable(answer.why());
        }
        return answer.lacksFiles() ? new Dialled.NoFiles(files(answer)) : new Dialled.Failed(answer.why());
    }

    private static Dialled answered(HttpFromHost.Answer answer) {
        JsonNode body = json(answer.body());
        String health = body.path("health").asString("");
        String reason = body.path("reason").asString("");
        String said = health.isEmpty() ? shortened(firstLine(answer.body())) : "health " + health;
        return new Dialled.Answered(
                answer.status(),
                health,
                "HTTP status " + answer.status() + (said.isEmpty() ? "" : ", " + said)
                        + (reason.isEmpty() ? "" : ", " + shortened(reason)));
    }

    /** The script's own lines, one for each file, or the one of curl. */
    private static String files(HttpFromHost.Answer answer) {
        return answer.complaint().contains("curl: (")
                ? answer.why()
                : answer.complaint().strip().lines().collect(Collectors.joining("; "));
    }

    static Readyz readyz(HttpFromHost.Answer answer) {
        if (answer.isOk()) {
            return new Readyz.Ready();
        }
        if (answer.code() != 0) {
            return new Readyz.NotReady(answer.why());
        }
        String failing = answer.body()
                .lines()
                .filter(line -> line.startsWith("[-]"))
                .map(line -> line.substring("[-]".length()))
                .collect(Collectors.joining("; "));
        String message = json(answer.body()).path("message").asString("");
        String said = shortened(!failing.isEmpty() ? failing : message.isEmpty() ? firstLine(answer.body()) : message);
        String words = "HTTP status " + answer.status() + (said.isEmpty() ? "" : ": " + said);
        return answer.status() == 401 || answer.status() == 403
                ? new Readyz.Forbidden(words)
                : new Readyz.NotReady(words);
    }

    static FlannelFacts flannel(HostReport report) {
        SortedMap<String, FlannelFacts.Vtep> links = new TreeMap<>();
        for (String line : report.all("link")) {
            int blank = line.indexOf(' ');
            if (blank > 0) {
                links.put(
                        line.substring(0, blank),
                        new FlannelFacts.Vtep(
                                found(MAC, line).orElse(""),
                                found(VNI, line).map(Long::parseLong).orElse(0L),
                                found(LOCAL, line).orElse("")));
            }
        }
        return new FlannelFacts(
                report.first("subnet").map(HostReport::unpack),
                links,
                new TreeSet<>(report.all("route")),
                new TreeSet<>(report.all("fdb")));
    }

    private static Optional<String> found(Pattern pattern, String line) {
        Matcher matcher = pattern.matcher(line);
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    private static JsonNode json(String body) {
        try {
            return body.startsWith("{") ? MAPPER.readTree(body) : MissingNode.getInstance();
        } catch (JacksonException _) {
            return MissingNode.getInstance();
        }
    }

    private static String firstLine(String text) {
        return text.strip().lines().findFirst().orElse("");
    }

    private static String shortened(String text) {
        return text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text;
    }
}
