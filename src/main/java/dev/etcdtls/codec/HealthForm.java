package dev.etcdtls.codec;

import dev.etcdtls.event.Health;
import dev.etcdtls.model.MemberName;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/** The JSON form of how a cluster was at a moment. */
final class HealthForm {
    private HealthForm() {}

    static JsonNode write(Health health) {
        return Json.object()
                .put("at", health.at().toString())
                .set("members", Json.list(health.members(), HealthForm::member))
                .set("alarms", Json.texts(health.alarms()))
                .set("figures", Json.map(health.figures()));
    }

    static Health read(Fields fields) {
        return new Health(
                fields.text("at", Json::instant),
                fields.objects("members", HealthForm::member),
                fields.texts("alarms", Function.identity()),
                fields.map("figures"));
    }

    private static JsonNode member(Health.Member member) {
        return Json.object()
                .put("name", member.name().value())
                .put("part", Json.word(member.part()))
                .put("listens", Json.word(member.listens()));
    }

    private static Health.Member member(Fields fields) {
        return new Health.Member(
                fields.text("name", MemberName::new),
                fields.text("part", word -> Json.constant(Health.Part.values(), word)),
                fields.text("listens", word -> Json.constant(Health.Listens.values(), word)));
    }
}
