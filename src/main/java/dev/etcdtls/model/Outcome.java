package dev.etcdtls.model;

import java.util.function.Function;

/** What became of a call to the outside: done, certainly not done, or unknown (the call may have taken effect). */
public sealed interface Outcome<T> {
    /** It happened; this is the answer. */
    record Done<T>(T value) implements Outcome<T> {}

    /** It certainly did not happen. */
    record Refused<T>(Problem problem) implements Outcome<T> {}

    /** Nobody can tell: only a fresh observation says whether it happened. */
    record Unknown<T>(Problem problem) implements Outcome<T> {}

    /** The answer, or a {@link ProblemException} with the reason. */
    default T orThrow() {
        return switch (this) {
            case Done<T>(T value) -> value;
            case Refused<T>(Problem problem) -> throw new ProblemException(problem);
            case Unknown<T>(Problem problem) -> throw new ProblemException(problem);
        };
    }

    /** What follows from the answer; trouble stays as it is. */
    default <R> Outcome<R> then(Function<? super T, Outcome<R>> next) {
        return switch (this) {
            case Done<T>(T value) -> next.apply(value);
            case Refused<T>(Problem problem) -> new Refused<>(problem);
            case Unknown<T>(Problem problem) -> new Unknown<>(problem);
        };
    }

    default boolean isDone() {
        return this instanceof Done<T>;
    }
}
