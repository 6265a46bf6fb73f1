package dev.etcdtls.report;

import dev.etcdtls.certificate.CertificateRequest;
import dev.etcdtls.plan.Plan;
import dev.etcdtls.step.ConsumerStep;
import dev.etcdtls.step.FileEdit;
import dev.etcdtls.step.Reason;
import dev.etcdtls.step.RemoveCertificates;
import dev.etcdtls.step.Restoration;
import dev.etcdtls.step.RevertAccept;
import dev.etcdtls.step.RevertEnforce;
import dev.etcdtls.step.Step;
import dev.etcdtls.step.StepId;
import dev.etcdtls.step.TakeTlsCensus;
import dev.etcdtls.step.Target;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** One step with everything that it carries. */
public final class StepDetail {
    private StepDetail() {}

    /** The step as text, or empty when the plan has no such step. */
    public static Optional<String> of(Plan plan, StepId id) {
        return plan.steps().stream()
                .filter(step -> step.id().equals(id))
                .findFirst()
                .map(step -> text(new PlanFacts(plan), step));
    }

    /** The diffs of the files that the step edits, if it edits any. */
    static Optional<String> diff(Step step) {
        List<FileEdit> edits = edits(step);
        return edits.isEmpty()
                ? Optional.empty()
                : Optional.of(edits.stream().map(FileEdit::diff).collect(Collectors.joining()));
    }

    private static String text(PlanFacts facts, Step step) {
        Page page = new Page();
        page.line(step.id() + ": " + StepTitle.of(step));
        String disruption = facts.disruptionText(step);
        page.item("  disturbs", 14, disruption.isEmpty() ? "nobody" : disruption);
        page.item("  why", 14, Reason.of(step));
        page.item("  back", 14, ReversalText.of(step));
        SwitchText.of(step).ifPresent(what -> page.item("  if cut off", 14, what));
        fields(step).forEach((label, value) -> page.item("  " + label, 14, value));
        page.item("  by hand", 14, StepKind.runbook(step));
        edits(step).forEach(edit -> {
            page.heading("Settings in " + edit.style().path());
            edit.set()
                    .forEach((flag, value) ->
                            page.item("  " + flag, 32, value.isEmpty() ? "(taken away)" : value.replace(",", ", ")));
            page.heading("Change of the file").block(2, edit.diff());
        });
        return page.toString();
    }

    private static Map<String, String> fields(Step step) {
        Map<String, String> fields = new LinkedHashMap<>();
        switch (step) {
            case Step.KeepFiles keep -> {
                fields.put("from", join(keep.files()));
                fields.put("to", keep.folder().toString());
            }
            case Step.TakeSnapshot snapshot -> member(fields, snapshot.from());
            case Step.IssueOperatorCertificate operator -> certificate(fields, operator.request());
            case Step.StageCertificate stage -> {
                fields.put("folder", stage.folder().version(stage.version()) + " on " + stage.host());
                fields.put("owner", stage.delivery().owner().toString());
                fields.put(
                        "key",
                        switch (stage.delivery().keys()) {
                            case HOST_BORN -> "made on the host, never leaves it";
                            case ISSUER_BORN -> "made by the issuer, pushed over SSH";
                        });
                certificate(fields, stage.request());
            }
            case Step.Rehearse rehearse -> {
                fields.put("ports", rehearse.clientPort() + " (client), " + rehearse.peerPort() + " (peer)");
                fields.put(
                        "hosts",
                        join(rehearse.sites().stream()
                                .map(Step.Rehearse.Site::host)
                                .toList()));
            }
            case Step.AcceptTls accept -> member(fields, accept.target());
            case Step.TakeCensus census -> {
                fields.put("quiet", Words.duration(census.quiet()) + " without a plaintext client");
                fields.put("longest", Words.duration(census.longest()) + ", then the run is held");
                fields.put("consumers", census.consumers().isEmpty() ? "none declared" : join(census.consumers()));
            }
            case Step.EnforceTls enforce -> {
                member(fields, enforce.target());
                fields.put("peer URLs", join(enforce.peerUrls()) + " become https, host and port as they are");
            }
            case Step.VerifyEndState verify ->
                fields.put(
                        "members",
                        join(verify.members().stream().map(Target::name).toList()));
            case Step.RemoveLeftovers remove -> fields.put("paths", join(remove.paths()));
            case TakeTlsCensus census -> {
                fields.put("quiet", Words.duration(census.quiet()) + " without a TLS client but the tool");
                fields.put("longest", Words.duration(census.longest()) + ", then the run is held");
                census.withdrawn().forEach(each -> fields.put(each.member().name() + " loses", join(each.listeners())));
                fields.put("consumers", census.consumers().isEmpty() ? "none asked for" : join(census.consumers()));
            }
            case RevertEnforce revert -> {
                member(fields, revert.target());
                fields.put("peer URLs", join(revert.httpsUrls()) + " become http, host and port as they are");
                restored(fields, revert.back());
            }
            case RevertAccept revert -> {
                member(fields, revert.target());
                restored(fields, revert.back());
            }
            case ConsumerStep consumers -> fields.putAll(ConsumerStepText.fields(consumers));
            case RemoveCertificates remove ->
                fields.put("folder", remove.folder().base() + " on " + remove.host());
        }
        return fields;
    }

    private static void member(Map<String, String> fields, Target target) {
        fields.put("member", target.name() + " (" + target.id() + ") on " + target.host());
        fields.put("unit", target.unit().toString());
        fields.put("dialled at", target.dial().toString());
    }

    private static void restored(Map<String, String> fields, Restoration back) {
        fields.put(
                "file",
                "the kept copy " + back.kept()
                        + (back.redo().isEmpty()
                                ? ", byte for byte"
                                : ", with the settings of accept edited in again"));
    }

    private static void certificate(Map<String, String> fields, CertificateRequest request) {
        fields.put("CN", request.commonName().isEmpty() ? "(empty)" : request.commonName());
        if (!request.dnsNames().isEmpty()) {
            fields.put("DNS SANs", join(request.dnsNames()));
        }
        if (!request.ipAddresses().isEmpty()) {
            fields.put("IP SANs", join(request.ipAddresses()));
        }
        fields.put("usages", join(request.usages()));
        fields.put("lifetime", Words.duration(request.ttl()));
    }

    /** The files that a step edits, in their order. */
    static List<FileEdit> edits(Step step) {
        return switch (step) {
            case Step.AcceptTls accept -> List.of(accept.edit());
            case Step.EnforceTls enforce -> List.of(enforce.edit());
            case RevertEnforce revert -> List.of(revert.back().edit());
            case RevertAccept revert -> List.of(revert.back().edit());
            case ConsumerStep consumers -> ConsumerStepText.edits(consumers);
            case Step.KeepFiles _,
                    Step.TakeSnapshot _,
                    Step.IssueOperatorCertificate _,
                    Step.StageCertificate _,
                    Step.Rehearse _,
                    Step.TakeCensus _,
                    Step.VerifyEndState _,
                    Step.RemoveLeftovers _,
                    TakeTlsCensus _,
                    RemoveCertificates _ -> List.of();
        };
    }

    private static String join(Iterable<?> items) {
        return java.util.stream.StreamSupport.stream(items.spliterator(), false)
                .map(Object::toString)
                .collect(Collectors.joining(", "));
    }
}
