package dev.etcdtls.step;

import dev.etcdtls.model.ClientUrl;
import dev.etcdtls.model.ConsumerName;
import java.time.Duration;
import java.util.List;

/**
 * Waits until no TLS client but our own was seen, for the quiet time, at the listeners that the steps after it take away. The mirror of
 * {@link Step.TakeCensus}.
 *
 * @param before the phase whose steps take the listeners away
 * @param withdrawn the TLS listeners that go
 * @param consumers each of them must have been seen speaking plaintext; none where plaintext is not served yet
 */
public record TakeTlsCensus(
        Phase before, List<Withdrawn> withdrawn, List<ConsumerName> consumers, Duration quiet, Duration longest)
        implements Step {
    public TakeTlsCensus {
        withdrawn = List.copyOf(withdrawn);
        consumers = List.copyOf(consumers);
    }

    /** TLS client listeners of one member, as its process names them. */
    public record Withdrawn(Target member, List<ClientUrl> listeners) {
        public Withdrawn {
            listeners = List.copyOf(listeners);
        }
    }

    @Override
    public Phase phase() {
        return Phase.CENSUS;
    }

    @Override
    public String what() {
        return "tls-before-" + before.text();
    }
}
