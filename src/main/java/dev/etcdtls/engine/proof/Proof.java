package dev.etcdtls.engine.proof;

import dev.etcdtls.model.Problem;
import dev.etcdtls.model.Verdict;
import java.util.List;
import java.util.stream.Collectors;

/**
 * One statement about the end state and what came of trying it.
 *
 * @param name the statement, for example {@code client plane of m1 at 198.51.100.11:2379: a plaintext client is refused}
 * @param detail what was seen, in the words of the server or the TLS library where there are any
 */
public record Proof(String name, Verdict verdict, String detail) {
    static Proof of(String name, List<Problem> problems, String detail) {
        return new Proof(name, Verdict.of(problems), detail);
    }

    /** One line: pass, FAIL or unknown, the statement, and what was seen. */
    public String text() {
        String reasons = verdict.problems().stream().map(Problem::summary).collect(Collectors.joining("; "));
        String word = switch (verdict) {
            case Verdict.Pass() -> "pass   ";
            case Verdict.Fail(List<Problem> _) -> "FAIL   ";
            case Verdict.Inconclusive(List<Problem> _) -> "unknown";
        };
        String seen = reasons.isEmpty() ? detail : reasons;
        return word + " " + name + (seen.isEmpty() ? "" : ": " + seen);
    }
}
