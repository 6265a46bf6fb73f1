package dev.etcdtls.acceptance;

import dev.etcdtls.demo.ClusterFacts;
import dev.etcdtls.journal.JournalEntry;
import dev.etcdtls.lab.Lab;
import dev.etcdtls.lab.WorkloadCounts;
import dev.etcdtls.model.Problem;
import dev.etcdtls.step.Phase;
import dev.etcdtls.step.StepId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What happened in one chaotic run, and what is wrong with it. */
final class ChaosRecord {
    private static final int BUG = 1;
    private static final double FEWEST_PER_SECOND = 10;

    private final String fault;
    private final List<String> story = new ArrayList<>();
    private final List<String> broken = new ArrayList<>();
    private final List<String> voids = new ArrayList<>();
    private boolean struck;
    private String figures = "";

    /** @param fault in words */
    ChaosRecord(String fault) {
        this.fault = fault;
    }

    /** What must never be; empty when all held. */
    List<String> broken() {
        return List.copyOf(broken);
    }

    /** Why the run proves nothing; empty when it counts. */
    List<String> voids() {
        return List.copyOf(voids);
    }

    void struck(StepId step) {
        struck = true;
        story.add("struck in " + step);
    }

    void seen(Optional<String> sign, boolean mayGoUnnoticed) {
        story.add("seen on the host: " + sign.orElse("nothing"));
        if (sign.isEmpty()) {
            voids.add("the hosts do not show that the fault has struck");
        }
        boolean said = story.stream().anyMatch(line -> line.startsWith("said"));
        if (!said && !mayGoUnnoticed) {
            broken.add("the tool went on as if nothing had been");
        }
    }

    void killed(Phase wanted, Optional<Phase> in, Optional<JournalEntry> last) {
        String where = last.map(ChaosRecord::words).orElse("nothing");
        story.add("killed, the journal ends with " + where);
        if (!in.equals(Optional.of(wanted))) {
            voids.add("the kill in " + wanted.text() + " came in "
                    + in.map(Phase::text).orElse("no phase"));
        }
    }

    /** A person at a second terminal said so; refused while no question is open. */
    void continued(Tool.Ended ended) {
        if (ended.exitCode() == 0) {
            story.add("a person said continue");
        }
    }

    void hung(Duration limit) {
        broken.add("no end after " + limit.toMinutes() + " minutes");
    }

    /** A command that ended by itself. When it stopped, it must name what is to be done, for each problem. */
    void ended(Tool.Ended ended, Optional<JournalEntry> last) {
        if (ended.exitCode() == 0) {
            story.add("completed");
            return;
        }
        List<Problem> problems = last.map(ChaosRecord::problems).orElse(List.of());
        // A run that cannot write any more says so where everything is said that is no result.
        String said = ended.stdout().isBlank() ? lastLines(ended.stderr()) : ended.stdout();
        story.add("said (exit code %d): %s".formatted(ended.exitCode(), told(said)));
        String words = oneLine(said);
        for (Problem problem : problems) {
            if (problem.nextAction().isBlank() || !words.contains(oneLine(problem.nextAction()))) {
                broken.add("it does not say what to do about " + problem.code());
            }
        }
        if (!words.contains("next")) {
            broken.add("it names no next action: " + tail(ended.said()));
        }
        if (ended.exitCode() == BUG) {
            broken.add("it ended by a bug: " + tail(ended.said()));
        }
    }

    void judge(Lab lab, Tool tool, Instant begun, int exitCode, boolean everyKill) {
        if (!everyKill) {
            voids.add("a kill never came");
        }
        if (!fault.equals("none") && !struck) {
            voids.add("the fault never struck");
        }
        if (exitCode != 0) {
            broken.add("the run did not complete");
        }
        int verified = tool.run("verify").exitCode();
        if (verified != 0) {
            broken.add("verify ended with exit code " + verified);
        }
        WorkloadCounts counts = lab.workload().verify(begun, Instant.now());
        if (counts.lost() > 0) {
            broken.add("lost " + counts.lost() + " writes: " + counts.lostKeys());
        }
        if (counts.failed() > 0) {
            broken.add("an outage: " + counts.failed() + " writes failed");
        }
        if (counts.perSecond() < FEWEST_PER_SECOND) {
            voids.add("only " + counts.perSecond() + " writes a second were acknowledged");
        }
        figures = "writes acknowledged %d, failed %d, ambiguous %d, lost %d, longest stall %d ms; starts %s; verify %s"
                .formatted(
                        counts.acknowledged(),
                        counts.failed(),
                        counts.ambiguous(),
                        counts.lost(),
                        counts.longestStallMs(),
                        new ClusterFacts(lab).startsSince(begun),
                        verified == 0 ? "holds" : "fails");
    }

    /** Some lines for the person who reads the output. */
    String text() {
        String verdict = !broken.isEmpty() ? "BROKEN " + broken : !voids.isEmpty() ? "VOID " + voids : "held";
        return "  fault    " + fault + "\n  story    " + String.join("\n           ", story) + "\n  figures  " + figures
                + "\n  verdict  " + verdict + "\n";
    }

    private static List<Problem> problems(JournalEntry entry) {
        return switch (entry) {
            case JournalEntry.Held held -> held.problems();
            case JournalEntry.Failed failed -> failed.problems();
            default -> List.of();
        };
    }

    private static String words(JournalEntry entry) {
        return switch (entry) {
            case JournalEntry.Started started -> "the start of " + started.step();
            case JournalEntry.Finished finished -> "the end of " + finished.step();
            default -> entry.getClass().getSimpleName().toLowerCase(Locale.ROOT);
        };
    }

    /** From the problem on with which a command ended. */
    private static String lastLines(String stderr) {
        List<String> lines = stderr.lines().toList();
        return String.join("\n", lines.subList(Math.max(0, lines.size() - 4), lines.size()));
    }

    /** The first lines of a result: where it stopped, and the problems with their next actions. */
    private static String told(String stdout) {
        return stdout.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .filter(line -> !line.startsWith("where") && !line.startsWith("more"))
                .limit(12)
                .reduce((one, other) -> one + " / " + other)
                .orElse("nothing");
    }

    private static String oneLine(String text) {
        return text.replaceAll("\\s+", " ");
    }

    private static String tail(String text) {
        return text.length() <= 2_000 ? text : text.substring(text.length() - 2_000);
    }
}
