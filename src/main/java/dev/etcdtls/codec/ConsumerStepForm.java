package dev.etcdtls.codec;

import dev.etcdtls.model.ConsumerName;
import dev.etcdtls.model.HostName;
import dev.etcdtls.step.ConsumerStep;
import dev.etcdtls.step.MoveConsumers;
import dev.etcdtls.step.RemoveConsumerCertificates;
import dev.etcdtls.step.RemoveConsumerCertificates.Removal;
import dev.etcdtls.step.StageConsumerCertificates;
import dev.etcdtls.step.StageConsumerCertificates.Staging;
import java.time.Duration;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The JSON form of the steps for consumers. */
final class ConsumerStepForm {
    private ConsumerStepForm() {}

    static ObjectNode write(ConsumerStep step) {
        return switch (step) {
            case StageConsumerCertificates stage ->
                Json.kind("stage-consumer-certificates")
                        .put("group", stage.group())
                        .set("staging", Json.list(stage.staging(), ConsumerStepForm::staging));
            case MoveConsumers move ->
                Json.kind("move-consumers")
                        .put("group", move.group())
                        .put("failures", move.failures())
                        .put("pause", move.pause().toString())
                        .set("moves", Json.list(move.moves(), MoveForm::write));
            case RemoveConsumerCertificates remove ->
                Json.kind("remove-consumer-certificates")
                        .put("group", remove.group())
                        .set("removals", Json.list(remove.removals(), ConsumerStepForm::removal));
        };
    }

    static ConsumerStep read(String kind, Fields fields) {
        return switch (kind) {
            case "stage-consumer-certificates" ->
                new StageConsumerCertificates(
                        fields.text("group"), fields.objects("staging", ConsumerStepForm::staging));
            case "move-consumers" ->
                new MoveConsumers(
                        fields.text("group"),
                        fields.objects("moves", MoveForm::read),
                        fields.smallNumber("failures"),
                        fields.text("pause", Duration::parse));
            case "remove-consumer-certificates" ->
                new RemoveConsumerCertificates(
                        fields.text("group"), fields.objects("removals", ConsumerStepForm::removal));
            default -> throw fields.unknownKind(kind);
        };
    }

    private static JsonNode staging(Staging one) {
        return PartForm.folder(place(one.consumer(), one.host()), one.folder())
                .put("version", one.version())
                .set("request", PartForm.request(one.request()))
                .set("delivery", PartForm.delivery(one.delivery()));
    }

    private static Staging staging(Fields fields) {
        return new Staging(
                fields.text("consumer", ConsumerName::new),
                fields.text("host", HostName::new),
                PartForm.folder(fields),
                fields.smallNumber("version"),
                fields.object("request", PartForm::request),
                fields.object("delivery", PartForm::delivery));
    }

    private static JsonNode removal(Removal one) {
        return PartForm.folder(place(one.consumer(), one.host()), one.folder())
                .set("versions", Json.texts(one.versions()));
    }

    private static Removal removal(Fields fields) {
        return new Removal(
                fields.text("consumer", ConsumerName::new),
                fields.text("host", HostName::new),
                PartForm.folder(fields),
                fields.texts("versions", Integer::valueOf));
    }

    private static ObjectNode place(ConsumerName consumer, HostName host) {
        return Json.object().put("consumer", consumer.value()).put("host", host.value());
    }
}
