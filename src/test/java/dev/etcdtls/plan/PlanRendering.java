package dev.etcdtls.plan;

import dev.etcdtls.certificate.CertificateRequest;
import dev.etcdtls.step.Disruption;
import dev.etcdtls.step.FileEdit;
import dev.etcdtls.step.Step;
import dev.etcdtls.step.Target;
import java.util.List;
import java.util.stream.Collectors;

/** A plan as readable text for golden files: what a reviewer would check by hand. */
final class PlanRendering {
    private PlanRendering() {}

    static String text(Plan plan, boolean noRedundancy) {
        StringBuilder text = new StringBuilder();
        text.append("strategy ").append(plan.header().strategy()).append('\n');
        plan.notices().forEach(notice -> text.append("notice ").append(notice).append('\n'));
        for (Step step : plan.steps()) {
            text.append('\n').append(step.id()).append("  ").append(Disruption.of(step, noRedundancy));
            detail(step).lines().forEach(line -> text.append("\n    ").append(line));
            text.append('\n');
        }
        return text.append(plan.steps().isEmpty() ? "\nnothing to do\n" : "").toString();
    }

    private static String detail(Step step) {
        return switch (step) {
            case Step.KeepFiles keep -> keep.files() + " -> " + keep.folder();
            case Step.TakeSnapshot snapshot -> "from " + target(snapshot.from());
            case Step.IssueOperatorCertificate operator -> request(operator.request());
            case Step.StageCertificate stage ->
                "v" + stage.version() + " below " + stage.folder().base() + ", " + stage.delivery() + "\n"
                        + request(stage.request());
            case Step.Rehearse rehearse ->
                rehearse.sites().stream()
                                .map(site -> site.member() + " at " + site.address())
                                .collect(Collectors.joining(", "))
                        + " on " + rehearse.clientPort() + " and " + rehearse.peerPort();
            case Step.AcceptTls accept -> target(accept.target()) + "\n" + edit(accept.edit());
            case Step.TakeCensus census ->
                names(census.members()) + ", quiet " + census.quiet() + ", longest " + census.longest();
            case Step.EnforceTls enforce ->
                target(enforce.target()) + "\npeer URLs " + enforce.peerUrls() + " -> " + enforce.bothUrls() + " -> "
                        + enforce.httpsUrls() + "\n" + edit(enforce.edit());
            case Step.VerifyEndState verify -> names(verify.members());
            case Step.RemoveLeftovers leftovers -> leftovers.paths().toString();
        };
    }

    private static String request(CertificateRequest request) {
        return request.commonName() + " " + request.dnsNames() + " " + request.ipAddresses() + " " + request.usages()
                + " " + request.ttl();
    }

    private static String edit(FileEdit edit) {
        return edit.set().isEmpty() ? "no file changes" : edit.diff();
    }

    private static String names(List<Target> targets) {
        return targets.stream().map(PlanRendering::target).collect(Collectors.joining(", "));
    }

    private static String target(Target target) {
        return target.name() + " (" + target.id() + ") at " + target.dial();
    }
}
