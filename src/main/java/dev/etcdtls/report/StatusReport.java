package dev.etcdtls.report;

import dev.etcdtls.journal.JournalEntry;
import dev.etcdtls.journal.Progress;
import dev.etcdtls.journal.SafeToWait;
import dev.etcdtls.model.Digest;
import dev.etcdtls.model.Problem;
import dev.etcdtls.plan.Plan;
import dev.etcdtls.step.Step;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How far a run is, by what its directory says; no host is asked.
 *
 * @param notices what reading the journal found and got over
 */
public record StatusReport(
        RunReport.Run run, Plan plan, Digest digest, List<JournalEntry> journal, List<String> notices) {
    public StatusReport {
        journal = List.copyOf(journal);
        notices = List.copyOf(notices);
    }

    public String text() {
        Page page = new Page();
        page.line("Run " + run.id() + " of cluster " + plan.header().cluster() + ": " + state());
        page.item("  folder", 12, run.folder());
        page.item("  plan", 12, digest.toString());
        journal.stream().findFirst().ifPresent(first -> page.item("  begun", 12, Words.moment(first.at())));
        last().ifPresent(at -> page.item("  last word", 12, Words.moment(at)));
        page.blank();
        StepStates states = new StepStates(plan, Progress.of(journal));
        for (Step step : plan.steps()) {
            page.item(
                    String.format(java.util.Locale.ROOT, "  %-9s %s", states.of(step.id()), step.id()),
                    34,
                    StepTitle.of(step));
        }
        notices.forEach(notice -> page.blank().item("  !", 4, notice));
        if (!problems().isEmpty()) {
            page.blank().block(0, ProblemText.of(problems()));
        }
        next().ifPresent(command -> {
            page.blank().item("  safe to wait", 16, safeToWait());
            page.command("  next", 16, command);
        });
        return page.toString();
    }

    public Map<String, ?> json() {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("run", run.id().value());
        object.put("folder", run.folder());
        object.put("cluster", plan.header().cluster().value());
        object.put("planDigest", digest.sha256());
        object.put("state", state());
        StepStates states = new StepStates(plan, Progress.of(journal));
        object.put(
                "steps",
                plan.steps().stream()
                        .map(step -> {
                            Map<String, Object> each = new LinkedHashMap<>();
                            each.put("id", step.id().value());
                            each.put("title", StepTitle.of(step));
                            each.put("state", states.of(step.id()));
                            return each;
                        })
                        .toList());
        object.put("notices", notices);
        object.put("problems", JsonText.problemsOf(problems()));
        next().ifPresent(command -> {
            object.put("safeToWait", safeToWait());
            object.put("next", command);
        });
        return object;
    }

    /** How far the run is, in a few words. */
    public String state() {
        Progress progress = Progress.of(journal);
        if (progress.completed()) {
            return "completed";
        }
        return switch (journal.isEmpty() ? null : journal.getLast()) {
            case null -> "not begun";
            case JournalEntry.Held held -> "held before " + held.step();
            case JournalEntry.Failed failed -> "failed in " + failed.step();
            case JournalEntry.Started started ->
                "in work, or broken off, in " + started.step() + " (only a look at the hosts tells how far it came)";
            default -> "between two steps";
        };
    }

    /** Why it stopped, when the journal's last word is a stop. */
    private List<Problem> problems() {
        return switch (journal.isEmpty() ? null : journal.getLast()) {
            case JournalEntry.Held held -> held.problems();
            case JournalEntry.Failed failed -> failed.problems();
            case null, default -> List.of();
        };
    }

    /** The command that comes next; empty when every step is done. */
    public Optional<String> next() {
        return Progress.of(journal).completed()
                ? Optional.empty()
                : Optional.of(NextCommand.after(run, plan, problems()));
    }

    private String safeToWait() {
        return SafeToWait.words(plan, Progress.of(journal));
    }

    private Optional<Instant> last() {
        return journal.isEmpty()
                ? Optional.empty()
                : Optional.of(journal.getLast().at());
    }
}
