package dev.etcdtls.report;

import dev.etcdtls.journal.JournalEntry;
import dev.etcdtls.journal.Progress;
import dev.etcdtls.journal.SafeToWait;
import dev.etcdtls.plan.Plan;
import dev.etcdtls.step.Step;
import java.util.List;

/** In a few lines where a run stands by its journal: for a process that ends in the middle, and has no time to look. */
public final class WhereItStands {
    private WhereItStands() {}

    public static String of(RunReport.Run run, Plan plan, List<JournalEntry> journal) {
        Progress progress = Progress.of(journal);
        List<String> doubtful =
                progress.inDoubt().stream().map(Object::toString).toList();
        Page page = new Page();
        page.item("  rests", 16, rest(plan, progress));
        page.item(
                "  in doubt",
                16,
                doubtful.isEmpty()
                        ? "no step"
                        : Words.list(doubtful) + ": begun, and how far it came only a look at the hosts tells");
        page.item("  safe to wait", 16, SafeToWait.words(plan, progress));
        page.command("  next", 16, NextCommand.after(run, plan, List.of()));
        return page.toString().stripTrailing();
    }

    /** The resting state that was reached last: after which step, before which. */
    static String rest(Plan plan, Progress progress) {
        List<Step> done =
                plan.steps().stream().filter(step -> progress.isDone(step.id())).toList();
        String before = plan.steps().stream()
                .filter(step -> !progress.isDone(step.id()))
                .findFirst()
                .map(step -> "before " + step.id())
                .orElse("at the end");
        return done.isEmpty()
                ? before
                : "after " + done.getLast().id() + " (" + StepTitle.of(done.getLast()) + "), " + before;
    }
}
