package dev.etcdtls.report;

import dev.etcdtls.report.RunReport.Ending;
import java.util.LinkedHashMap;
import java.util.Map;

/** The result of a run for programs: the same facts as {@link RunText}. */
public final class RunJson {
    private RunJson() {}

    public static Map<String, ?> of(RunReport report, int exitCode) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("exitCode", exitCode);
        object.put("run", report.run().id().value());
        object.put("folder", report.run().folder());
        object.put("cluster", report.cluster().value());
        object.put("steps", report.plan().steps().size());
        object.put("stepsDone", report.stepsDone());
        object.put("restarts", report.restarts());
        object.put("figures", report.figures());
        object.put("endpoints", report.endpoints());
        report.firstEnd().ifPresent(end -> object.put("firstCertificateEnd", end.toString()));
        switch (report.ending()) {
            case Ending.Completed _ -> object.put("ending", "completed");
            case Ending.Reached reached -> {
                object.put("ending", "reached");
                object.put("phase", reached.phase().text());
            }
            case Ending.Stopped stopped -> {
                object.put("ending", "stopped");
                stopped.step().ifPresent(step -> object.put("step", step.value()));
                object.put("safeToWait", stopped.safeToWait());
                object.put("problems", JsonText.problemsOf(stopped.problems()));
                object.put("next", NextCommand.after(report.run(), report.plan(), stopped.problems()));
            }
        }
        return object;
    }
}
