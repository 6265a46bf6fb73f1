package dev.etcdtls.step;

import dev.etcdtls.model.HostName;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Moves consumers to TLS: one of them, or a wave of flannel's nodes at once.
 *
 * @param group what they are called together: the consumer's name, or {@code flannel-1}
 * @param failures how many may fail, and be taken back, before the step fails
 * @param pause the time between the end of this step and the next wave
 */
public record MoveConsumers(String group, List<Move> moves, int failures, Duration pause) implements ConsumerStep {
    public MoveConsumers {
        moves = List.copyOf(moves);
        if (moves.isEmpty() || failures < 0 || pause.isNegative()) {
            throw new IllegalArgumentException("a move of " + group + " with " + moves.size() + " consumers, "
                    + failures + " failures, a pause of " + pause);
        }
    }

    @Override
    public List<HostName> hosts() {
        return moves.stream().map(Move::host).distinct().toList();
    }

    @Override
    public Optional<ConsumerStep> on(Set<HostName> hosts) {
        List<Move> there =
                moves.stream().filter(move -> hosts.contains(move.host())).toList();
        return there.isEmpty() ? Optional.empty() : Optional.of(new MoveConsumers(group, there, failures, pause));
    }

    @Override
    public Phase phase() {
        return Phase.CONSUMERS;
    }

    @Override
    public String what() {
        return group;
    }
}
