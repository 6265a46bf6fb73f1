package dev.etcdtls.codec;

import dev.etcdtls.model.ConsumerName;
import dev.etcdtls.model.FilePath;
import dev.etcdtls.model.HostName;
import dev.etcdtls.model.MemberName;
import dev.etcdtls.model.PeerUrl;
import dev.etcdtls.step.Step;
import tools.jackson.databind.node.ObjectNode;

/** The JSON form of steps. A kind's name is for ever. */
final class StepForm {
    private StepForm() {}

    static ObjectNode write(Step step) {
        return switch (step) {
            case Step.KeepFiles keep ->
                Json.kind("keep-files")
                        .put("host", keep.host().value())
                        .put("folder", keep.folder().value())
                        .set("files", Json.texts(keep.files()));
            case Step.TakeSnapshot snapshot -> Json.kind("take-snapshot").set("from", PartForm.target(snapshot.from()));
            case Step.IssueOperatorCertificate issue ->
                Json.kind("issue-operator-certificate").set("request", PartForm.request(issue.request()));
            case Step.StageCertificate stage ->
                Json.kind("stage-certificate")
                        .put("member", stage.member().value())
                        .put("host", stage.host().value())
                        .put("folder", stage.folder().base().value())
                        .put("version", stage.version())
                        .set("request", PartForm.request(stage.request()))
                        .set("delivery", PartForm.delivery(stage.delivery()));
            case Step.Rehearse rehearse ->
                Json.kind("rehearse")
                        .set("sites", Json.list(rehearse.sites(), PartForm::site))
                        .put("clientPort", rehearse.clientPort())
                        .put("peerPort", rehearse.peerPort());
            case Step.AcceptTls accept ->
                Json.kind("accept-tls")
                        .set("target", PartForm.target(accept.target()))
                        .set("edit", PartForm.edit(accept.edit()));
            case Step.TakeCensus census ->
                Json.kind("take-census")
                        .set("members", Json.list(census.members(), PartForm::target))
                        .set("consumers", Json.texts(census.consumers()))
                        .put("quiet", census.quiet().toString())
                        .put("longest", census.longest().toString());
            case Step.EnforceTls enforce ->
                Json.kind("enforce-tls")
                        .set("target", PartForm.target(enforce.target()))
                        .set("edit", PartForm.edit(enforce.edit()))
                        .set("peerUrls", Json.texts(enforce.peerUrls()));
            case Step.VerifyEndState verify ->
                Json.kind("verify-end-state").set("members", Json.list(verify.members(), PartForm::target));
            case Step.RemoveLeftovers remove ->
                Json.kind("remove-leftovers")
                        .put("host", remove.host().value())
                        .set("paths", Json.texts(remove.paths()));
        };
    }

    static Step read(Fields fields) {
        String kind = fields.text("kind");
        return switch (kind) {
            case "keep-files" ->
                new Step.KeepFiles(
                        fields.text("host", HostName::new),
                        fields.text("folder", FilePath::new),
                        fields.texts("files", FilePath::new));
            case "take-snapshot" -> new Step.TakeSnapshot(fields.object("from", PartForm::target));
            case "issue-operator-certificate" ->
                new Step.IssueOperatorCertificate(fields.object("request", PartForm::request));
            case "stage-certificate" ->
                new Step.StageCertificate(
                        fields.text("member", MemberName::new),
                        fields.text("host", HostName::new),
                        fields.text("folder", PartForm::folder),
                        fields.smallNumber("version"),
                        fields.object("request", PartForm::request),
                        fields.object("delivery", PartForm::delivery));
            case "rehearse" ->
                new Step.Rehearse(
                        fields.objects("sites", PartForm::site),
                        fields.smallNumber("clientPort"),
                        fields.smallNumber("peerPort"));
            case "accept-tls" ->
                new Step.AcceptTls(fields.object("target", PartForm::target), fields.object("edit", PartForm::edit));
            case "take-census" ->
                new Step.TakeCensus(
                        fields.objects("members", PartForm::target),
                        fields.texts("consumers", ConsumerName::new),
                        fields.text("quiet", Json::duration),
                        fields.text("longest", Json::duration));
            case "enforce-tls" ->
                new Step.EnforceTls(
                        fields.object("target", PartForm::target),
                        fields.object("edit", PartForm::edit),
                        fields.texts("peerUrls", PeerUrl::parse));
            case "verify-end-state" -> new Step.VerifyEndState(fields.objects("members", PartForm::target));
            case "remove-leftovers" ->
                new Step.RemoveLeftovers(fields.text("host", HostName::new), fields.texts("paths", FilePath::new));
            default -> throw fields.unknownKind(kind);
        };
    }
}
