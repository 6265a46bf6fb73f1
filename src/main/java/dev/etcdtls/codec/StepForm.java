package dev.etcdtls.codec;

import dev.etcdtls.model.ClientUrl;
import dev.etcdtls.model.ConsumerName;
import dev.etcdtls.model.FilePath;
import dev.etcdtls.model.HostName;
import dev.etcdtls.model.MemberName;
import dev.etcdtls.model.PeerUrl;
import dev.etcdtls.step.ConsumerStep;
import dev.etcdtls.step.Phase;
import dev.etcdtls.step.RemoveCertificates;
import dev.etcdtls.step.Restoration;
import dev.etcdtls.step.RevertAccept;
import dev.etcdtls.step.RevertEnforce;
import dev.etcdtls.step.Step;
import dev.etcdtls.step.TakeTlsCensus;
import dev.etcdtls.step.TakeTlsCensus.Withdrawn;
import tools.jackson.databind.JsonNode;
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
                PartForm.folder(
                                Json.kind("stage-certificate")
                                        .put("member", stage.member().value())
                                        .put("host", stage.host().value()),
                                stage.folder())
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
            case TakeTlsCensus census ->
                Json.kind("take-tls-census")
                        .put("before", Json.word(census.before()))
                        .set("withdrawn", Json.list(census.withdrawn(), StepForm::withdrawn))
                        .set("consumers", Json.texts(census.consumers()))
                        .put("quiet", census.quiet().toString())
                        .put("longest", census.longest().toString());
            case RevertEnforce revert ->
                Json.kind("revert-enforce")
                        .set("target", PartForm.target(revert.target()))
                        .set("back", restoration(revert.back()))
                        .set("peerUrls", Json.texts(revert.peerUrls()));
            case RevertAccept revert ->
                Json.kind("revert-accept")
                        .set("target", PartForm.target(revert.target()))
                        .set("back", restoration(revert.back()));
            case RemoveCertificates remove ->
                PartForm.folder(
                        Json.kind("remove-certificates")
                                .put("member", remove.member().value())
                                .put("host", remove.host().value()),
                        remove.folder());
            case ConsumerStep consumers -> ConsumerStepForm.write(consumers);
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
                        PartForm.folder(fields),
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
            case "take-tls-census" ->
                new TakeTlsCensus(
                        fields.text("before", word -> Json.constant(Phase.values(), word)),
                        fields.objects("withdrawn", StepForm::withdrawn),
                        fields.texts("consumers", ConsumerName::new),
                        fields.text("quiet", Json::duration),
                        fields.text("longest", Json::duration));
            case "revert-enforce" ->
                new RevertEnforce(
                        fields.object("target", PartForm::target),
                        fields.object("back", StepForm::restoration),
                        fields.texts("peerUrls", PeerUrl::parse));
            case "revert-accept" ->
                new RevertAccept(
                        fields.object("target", PartForm::target), fields.object("back", StepForm::restoration));
            case "remove-certificates" ->
                new RemoveCertificates(
                        fields.text("member", MemberName::new),
                        fields.text("host", HostName::new),
                        PartForm.folder(fields));
            default -> ConsumerStepForm.read(kind, fields);
        };
    }

    private static JsonNode restoration(Restoration back) {
        return Json.object()
                .set("edit", PartForm.edit(back.edit()))
                .put("kept", back.kept().value())
                .set("redo", Json.map(back.redo()));
    }

    private static Restoration restoration(Fields fields) {
        return new Restoration(
                fields.object("edit", PartForm::edit), fields.text("kept", FilePath::new), fields.map("redo"));
    }

    private static JsonNode withdrawn(Withdrawn withdrawn) {
        return Json.object()
                .set("member", PartForm.target(withdrawn.member()))
                .set("listeners", Json.texts(withdrawn.listeners()));
    }

    private static Withdrawn withdrawn(Fields fields) {
        return new Withdrawn(fields.object("member", PartForm::target), fields.texts("listeners", ClientUrl::parse));
    }
}
