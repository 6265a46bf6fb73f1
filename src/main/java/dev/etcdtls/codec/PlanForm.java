package dev.etcdtls.codec;

import dev.etcdtls.model.ClusterName;
import dev.etcdtls.model.Digest;
import dev.etcdtls.model.EtcdClusterId;
import dev.etcdtls.model.EtcdVersion;
import dev.etcdtls.model.HostName;
import dev.etcdtls.model.MemberId;
import dev.etcdtls.model.MemberName;
import dev.etcdtls.model.PeerUrl;
import dev.etcdtls.plan.Baseline;
import dev.etcdtls.plan.Goal;
import dev.etcdtls.plan.Plan;
import dev.etcdtls.plan.PlanOptions;
import dev.etcdtls.plan.Strategy;
import dev.etcdtls.step.Phase;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The JSON form of plans. */
final class PlanForm {
    private PlanForm() {}

    static ObjectNode write(Plan plan) {
        return Json.object()
                .put("format", Plan.FORMAT)
                .set("header", header(plan.header()))
                .set(
                        "inventory",
                        Json.object()
                                .put("folder", plan.inventory().folder())
                                .put("text", plan.inventory().text()))
                .set("baseline", baseline(plan.baseline()))
                .set("steps", Json.list(plan.steps(), StepForm::write))
                .set("notices", Json.texts(plan.notices()));
    }

    static Plan read(Fields fields) {
        checkFormat(fields);
        return new Plan(
                fields.object("header", PlanForm::header),
                fields.object(
                        "inventory", source -> new Plan.InventorySource(source.text("folder"), source.text("text"))),
                fields.object("baseline", PlanForm::baseline),
                fields.objects("steps", StepForm::read),
                fields.texts("notices", Function.identity()));
    }

    static void checkFormat(Fields fields) {
        int format = fields.smallNumber("format");
        if (format != Plan.FORMAT) {
            throw new IllegalArgumentException(
                    "it has format " + format + ", and this release reads format " + Plan.FORMAT);
        }
    }

    private static JsonNode header(Plan.Header header) {
        return Json.object()
                .set("goal", goal(header.goal()))
                .put("cluster", header.cluster().value())
                .put("strategy", Json.word(header.strategy()))
                .put("created", header.created().toString())
                .put("ends", header.ends().toString())
                .set("options", options(header.options()));
    }

    private static Plan.Header header(Fields fields) {
        return new Plan.Header(
                fields.object("goal", PlanForm::goal),
                fields.text("cluster", ClusterName::new),
                fields.text("strategy", word -> Json.constant(Strategy.values(), word)),
                fields.text("created", Json::instant),
                fields.text("ends", Json::instant),
                fields.object("options", PlanForm::options));
    }

    private static JsonNode options(PlanOptions options) {
        return Json.object()
                .put("acceptOutage", options.acceptOutage())
                .put("acceptShortTtl", options.acceptShortTtl())
                .set("order", Json.texts(options.order()));
    }

    private static PlanOptions options(Fields fields) {
        return new PlanOptions(
                fields.truth("acceptOutage"), fields.truth("acceptShortTtl"), fields.texts("order", MemberId::parse));
    }

    private static JsonNode goal(Goal goal) {
        return switch (goal) {
            case Goal.MutualTls() -> Json.kind("mutual-tls");
            case Goal.RestingState back ->
                Json.kind("resting-state")
                        .put("after", Json.word(back.after()))
                        .put("certificates", Json.word(back.certificates()))
                        .set("taken", Json.list(back.taken(), StepForm::write));
            case Goal.RenewedLeaves() -> Json.kind("renewed-leaves");
            case Goal.RotatedCa() -> Json.kind("rotated-ca");
            case Goal.IssuerReady() -> Json.kind("issuer-ready");
        };
    }

    private static Goal goal(Fields fields) {
        String kind = fields.text("kind");
        return switch (kind) {
            case "mutual-tls" -> new Goal.MutualTls();
            case "resting-state" ->
                new Goal.RestingState(
                        fields.text("after", word -> Json.constant(Phase.values(), word)),
                        fields.text("certificates", word -> Json.constant(Goal.Certificates.values(), word)),
                        fields.objects("taken", StepForm::read));
            case "renewed-leaves" -> new Goal.RenewedLeaves();
            case "rotated-ca" -> new Goal.RotatedCa();
            case "issuer-ready" -> new Goal.IssuerReady();
            default -> throw fields.unknownKind(kind);
        };
    }

    private static JsonNode baseline(Baseline baseline) {
        return Json.object()
                .put("cluster", baseline.cluster().toString())
                .set("members", Json.list(baseline.members(), PlanForm::member))
                .set("hosts", Json.list(baseline.hosts(), PlanForm::host));
    }

    private static Baseline baseline(Fields fields) {
        return new Baseline(
                fields.text("cluster", EtcdClusterId::parse),
                fields.objects("members", PlanForm::member),
                fields.objects("hosts", PlanForm::host));
    }

    private static JsonNode member(Baseline.MemberFacts member) {
        return Json.object()
                .put("id", member.id().toString())
                .put("name", member.name().value())
                .put("host", member.host().value())
                .put("version", member.version().toString())
                .set("peerUrls", Json.texts(member.peerUrls()));
    }

    private static Baseline.MemberFacts member(Fields fields) {
        return new Baseline.MemberFacts(
                fields.text("id", MemberId::parse),
                fields.text("name", MemberName::new),
                fields.text("host", HostName::new),
                fields.text("version", EtcdVersion::parse),
                fields.texts("peerUrls", PeerUrl::parse));
    }

    private static JsonNode host(Baseline.HostBinding host) {
        return Json.object()
                .put("host", host.host().value())
                .put("hostKey", host.hostKey().sha256())
                .put("configuration", host.configuration().sha256());
    }

    private static Baseline.HostBinding host(Fields fields) {
        return new Baseline.HostBinding(
                fields.text("host", HostName::new),
                fields.text("hostKey", Digest::new),
                fields.text("configuration", Digest::new));
    }
}
