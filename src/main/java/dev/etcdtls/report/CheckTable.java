package dev.etcdtls.report;

import dev.etcdtls.model.Problem;
import dev.etcdtls.model.Verdict;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The result of {@code verify}: every statement about the end state and what came of trying it. */
public record CheckTable(String cluster, List<Check> checks, Refused refused) {
    public CheckTable {
        checks = List.copyOf(checks);
    }

    /**
     * Who was refused, for people to judge: no statement fails for it.
     *
     * @param since from when on; empty when no member has closed plaintext
     */
    public record Refused(Optional<Instant> since, List<String> lines) {
        public Refused {
            lines = List.copyOf(lines);
        }
    }

    /**
     * @param statement what must hold
     * @param seen what was seen, in the words of the one who answered
     */
    public record Check(String statement, Verdict verdict, String seen) {
        String word() {
            return switch (verdict) {
                case Verdict.Pass() -> "holds";
                case Verdict.Fail(List<Problem> _) -> "FAILS";
                case Verdict.Inconclusive(List<Problem> _) -> "unknown";
            };
        }

        String words() {
            return verdict.problems().isEmpty()
                    ? seen
                    : verdict.problems().stream().map(Problem::summary).collect(Collectors.joining("; "));
        }
    }

    public String text() {
        Page page = new Page();
        for (Check check : checks) {
            page.item("  " + check.word(), 11, check.statement());
            if (!check.words().isEmpty()) {
                page.paragraph(13, check.words());
            }
        }
        if (!refused.lines().isEmpty()) {
            page.heading(
                    "Refused since " + refused.since().map(Instant::toString).orElse("plaintext was closed") + ":");
            refused.lines().forEach(line -> page.paragraph(2, line));
        }
        page.blank().line(summary());
        return page.toString();
    }

    public Map<String, ?> json(int exitCode) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("exitCode", exitCode);
        object.put("cluster", cluster);
        object.put(
                "checks",
                checks.stream()
                        .map(check -> {
                            Map<String, Object> each = new LinkedHashMap<>();
                            each.put("statement", check.statement());
                            each.put("verdict", check.word().toLowerCase(java.util.Locale.ROOT));
                            each.put("seen", check.words());
                            return each;
                        })
                        .toList());
        object.put("refused", refused.lines());
        object.put(
                "problems",
                JsonText.problemsOf(checks.stream()
                        .flatMap(check -> check.verdict().problems().stream())
                        .toList()));
        return object;
    }

    private String summary() {
        long failed = count("FAILS");
        long unknown = count("unknown");
        if (failed == 0 && unknown == 0) {
            return "Cluster " + cluster + ": all " + checks.size() + " statements hold.";
        }
        return "Cluster " + cluster + ": " + failed + " of " + checks.size() + " statements fail, " + unknown
                + " could not be tried. See runbooks/what-if/PROOF_FAILED.md";
    }

    private long count(String word) {
        return checks.stream().filter(check -> check.word().equals(word)).count();
    }
}
