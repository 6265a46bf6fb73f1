package dev.etcdtls.report;

import dev.etcdtls.plan.Goal;
import dev.etcdtls.plan.Strategy;
import dev.etcdtls.report.RunReport.Ending;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/** The result of {@code apply} and {@code resume}: what was reached and what the person needs next. */
public final class RunText {
    private static final int LABEL = 16;

    private final RunReport report;
    private final Page page = new Page();

    private RunText(RunReport report) {
        this.report = report;
    }

    public static String of(RunReport report) {
        RunText text = new RunText(report);
        switch (report.ending()) {
            case Ending.Completed _ -> text.completed();
            case Ending.Reached reached -> text.reached(reached);
            case Ending.Stopped stopped -> text.stopped(stopped);
        }
        return text.page.toString();
    }

    private void completed() {
        page.line("Every step of the plan is done: cluster " + report.cluster() + " " + reached() + ".")
                .blank();
        facts();
        report.firstEnd().ifPresent(this::renewal);
        if (report.plan().header().goal() instanceof Goal.MutualTls
                && report.plan().header().strategy() == Strategy.EXTRA_PORT) {
            item("ports", "both client ports of a member speak https; closing the extra one is a later plan");
        }
        if (!report.endpoints().isEmpty()) {
            EtcdctlLines.ofNewClient(page, report.endpoints());
        }
        page.blank();
        if (report.plan().header().goal() instanceof Goal.RestingState) {
            item("next", "etcd-tls audit   shows which link speaks what now; etcd-tls plan goes forward again");
            return;
        }
        item("next", "etcd-tls verify   proves the end state again, at any time, and changes nothing");
    }

    private void reached(Ending.Reached reached) {
        page.line("Phase " + reached.phase().text() + " is done; the run rests here as asked.")
                .blank();
        facts();
        item("safe to wait", "yes: the cluster is in a resting state, reboots of its hosts included");
        page.command("  next", LABEL, NextCommand.after(report.run(), report.plan(), List.of()));
    }

    private void stopped(Ending.Stopped stopped) {
        page.line(stopped.step()
                .map(step -> "Stopped at " + step + ".")
                .orElse(report.isUntouched() ? "Stopped before the first step; nothing was changed." : "Stopped."));
        page.blank().block(0, ProblemText.of(stopped.problems())).blank();
        facts();
        item("safe to wait", stopped.safeToWait());
        page.command("  next", LABEL, NextCommand.after(report.run(), report.plan(), stopped.problems()));
    }

    private String reached() {
        return new PlanFacts(report.plan()).reached();
    }

    private void facts() {
        item("run", report.run().id() + " in " + report.run().folder());
        item("steps done", report.stepsDone() + " of " + report.plan().steps().size());
        if (report.restarts().values().stream().anyMatch(count -> count > 0)) {
            item(
                    "restarts",
                    report.restarts().entrySet().stream()
                            .map(each -> each.getKey() + " " + each.getValue())
                            .collect(Collectors.joining(", ")));
        }
        if (!report.figures().isEmpty()) {
            item(
                    "proof writer",
                    report.figures().entrySet().stream()
                            .map(each -> each.getKey() + " " + each.getValue())
                            .collect(Collectors.joining(", ")));
        }
        item("evidence", report.run().folder() + "/evidence");
    }

    private void renewal(Instant end) {
        item("certificates", "the first one ends " + Words.moment(end));
        item(
                "renewal",
                "before that, without a restart: runbooks/renew.md. This version has no command for it; members keep"
                        + " serving, and refuse each other from that moment on if nobody does it");
    }

    private void item(String label, String words) {
        page.item("  " + label, LABEL, words);
    }
}
