package dev.etcdtls.port;

import dev.etcdtls.event.Event;

/** Takes what the engine tells: to the screen and to {@code events.jsonl}. */
public interface EventSink {
    void tell(Event event);
}
