package dev.etcdtls.engine.observe;

import dev.etcdtls.port.Pacer;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/** Waits for facts, never for times, and never without a deadline. */
public final class Waiting {
    private final Pacer pacer;

    public Waiting(Pacer pacer) {
        this.pacer = pacer;
    }

    /** Asks at once and then after every pause, until there is an answer or the deadline has passed. */
    public <T> Optional<T> until(Duration longest, Duration pause, Supplier<Optional<T>> question) {
        Instant deadline = pacer.now().plus(longest);
        while (true) {
            Optional<T> answer = question.get();
            if (answer.isPresent() || !pacer.now().isBefore(deadline)) {
                return answer;
            }
            pause(pause);
        }
    }

    public void pause(Duration duration) {
        try {
            pacer.pause(duration);
        } catch (InterruptedException e) {
            throw new Interrupted(e);
        }
    }
}
