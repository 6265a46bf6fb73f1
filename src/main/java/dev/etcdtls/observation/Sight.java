package dev.etcdtls.observation;

import dev.etcdtls.model.Problem;
import java.util.Optional;

/** Something that was looked at: seen, or not to be seen and why. */
public sealed interface Sight<T> {
    record Seen<T>(T value) implements Sight<T> {}

    record Unseen<T>(Problem reason) implements Sight<T> {}

    default Optional<T> seen() {
        return switch (this) {
            case Seen<T>(T value) -> Optional.of(value);
            case Unseen<T>(Problem _) -> Optional.empty();
        };
    }
}
