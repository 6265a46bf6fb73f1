package dev.etcdtls.adapter.ssh;

import dev.etcdtls.model.ClientUrl;
import dev.etcdtls.model.EtcdClusterId;
import dev.etcdtls.model.EtcdVersion;
import dev.etcdtls.model.MemberId;
import dev.etcdtls.model.MemberName;
import dev.etcdtls.model.PeerUrl;
import dev.etcdtls.observation.MemberStatus;
import dev.etcdtls.port.EtcdReads.Entry;
import dev.etcdtls.port.EtcdReads.SelfReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * An answer of etcd's JSON gateway. It writes 64-bit numbers as decimal text, leaves out what is zero, empty or false, and spells names
 * after the protocol ({@code cluster_id}) or its JSON form ({@code raftIndex}), both in one answer.
 */
final class GatewayAnswer {
    private static final JsonMapper MAPPER = new JsonMapper();

    private final JsonNode root;

    private GatewayAnswer(JsonNode root) {
        this.root = root;
    }

    /** Reads an answer; empty when it is none of the gateway's. */
    static Optional<GatewayAnswer> parse(String body) {
        try {
            return Optional.of(MAPPER.readTree(body))
                    .filter(node -> node.path("header").has("cluster_id"))
                    .map(GatewayAnswer::new);
        } catch (JacksonException _) {
            return Optional.empty();
        }
    }

    /** What an answer other than 200 says. */
    static String complaint(String body) {
        try {
            return MAPPER.readTree(body).path("error").asString("");
        } catch (JacksonException _) {
            return "";
        }
    }

    SelfReport status() {
        long leader = number(root, "leader");
        return new SelfReport(
                new EtcdClusterId(number(root.path("header"), "cluster_id")),
                new MemberId(number(root.path("header"), "member_id")),
                new MemberStatus(
                        EtcdVersion.parse(root.path("version").asString("0.0.0")),
                        leader == 0 ? Optional.empty() : Optional.of(new MemberId(leader)),
                        new MemberStatus.Raft(
                                number(root, "raftTerm"), number(root, "raftIndex"), number(root, "raftAppliedIndex")),
                        new MemberStatus.Database(number(root, "dbSize"), number(root, "dbSizeInUse")),
                        texts(root.path("errors"))));
    }

    List<Entry> members() {
        List<Entry> entries = new ArrayList<>();
        for (JsonNode member : root.path("members")) {
            String name = member.path("name").asString("");
            long id = number(member, "ID");
            entries.add(new Entry(
                    new MemberId(id),
                    // A member that was added and has not started yet has no name.
                    new MemberName(name.isEmpty() ? Long.toHexString(id) : name),
                    member.path("isLearner").asBoolean(false),
                    texts(member.path("peerURLs")).stream().map(PeerUrl::parse).toList(),
                    texts(member.path("clientURLs")).stream()
                            .map(ClientUrl::parse)
                            .toList()));
        }
        return entries;
    }

    long revision() {
        return number(root.path("header"), "revision");
    }

    List<String> alarms() {
        List<String> alarms = new ArrayList<>();
        for (JsonNode alarm : root.path("alarms")) {
            alarms.add(alarm.path("alarm").asString("NONE") + " " + Long.toHexString(number(alarm, "memberID")));
        }
        return alarms;
    }

    private static long number(JsonNode node, String name) {
        JsonNode value = node.path(name);
        String text = value.isString()
                ? value.asString()
                : value.isNumber() ? value.numberValue().toString() : "0";
        return Long.parseUnsignedLong(text);
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(each -> texts.add(each.asString("")));
        return texts;
    }
}
