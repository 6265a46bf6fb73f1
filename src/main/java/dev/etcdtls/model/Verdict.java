package dev.etcdtls.model;

import java.util.ArrayList;
import java.util.List;

/** What a guard or a gate says: pass, fail with reasons, or that it could not tell. A run never goes on by itself on the last. */
public sealed interface Verdict {
    /** All facts are known and as they must be. */
    record Pass() implements Verdict {}

    /** At least one fact is known and not as it must be. */
    record Fail(List<Problem> problems) implements Verdict {
        public Fail {
            problems = List.copyOf(problems);
            if (problems.isEmpty()) {
                throw new IllegalArgumentException("a failing verdict has a reason");
            }
        }
    }

    /** A fact could not be learned; a person may look and decide. */
    record Inconclusive(List<Problem> problems) implements Verdict {
        public Inconclusive {
            problems = List.copyOf(problems);
            if (problems.isEmpty()) {
                throw new IllegalArgumentException("an inconclusive verdict has a reason");
            }
        }
    }

    static Verdict pass() {
        return new Pass();
    }

    /** Fail if there is any problem, else pass. */
    static Verdict of(List<Problem> problems) {
        return problems.isEmpty() ? new Pass() : new Fail(problems);
    }

    /** All reasons of this verdict, none for a pass. */
    default List<Problem> problems() {
        return switch (this) {
            case Pass() -> List.of();
            case Fail(List<Problem> reasons) -> reasons;
            case Inconclusive(List<Problem> reasons) -> reasons;
        };
    }

    /** The worse of two verdicts with the reasons of both: fail before inconclusive before pass. */
    default Verdict and(Verdict other) {
        List<Problem> all = new ArrayList<>(problems());
        all.addAll(other.problems());
        if (this instanceof Fail || other instanceof Fail) {
            return new Fail(all);
        }
        return all.isEmpty() ? new Pass() : new Inconclusive(all);
    }
}
