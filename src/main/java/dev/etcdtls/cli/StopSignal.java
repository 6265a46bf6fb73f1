package dev.etcdtls.cli;

import java.util.concurrent.atomic.AtomicBoolean;
import sun.misc.Signal;
import sun.misc.SignalHandler;

/**
 * Ctrl-C and SIGTERM while a run is in work: the first asks it to stop at the next resting state, the second ends the process at once, which
 * is safe too, because a run may die at any instant.
 */
final class StopSignal implements AutoCloseable {
    private static final Signal INTERRUPT = new Signal("INT");
    private static final Signal TERMINATE = new Signal("TERM");

    private final AtomicBoolean asked = new AtomicBoolean();
    private final Voice voice;
    private final SignalHandler interruptBefore;
    private final SignalHandler terminateBefore;

    private StopSignal(Voice voice) {
        this.voice = voice;
        this.interruptBefore = Signal.handle(INTERRUPT, this::heard);
        this.terminateBefore = Signal.handle(TERMINATE, this::heard);
    }

    static StopSignal listen(Voice voice) {
        return new StopSignal(voice);
    }

    boolean isAsked() {
        return asked.get();
    }

    @Override
    public void close() {
        Signal.handle(INTERRUPT, interruptBefore);
        Signal.handle(TERMINATE, terminateBefore);
    }

    private void heard(Signal signal) {
        if (asked.getAndSet(true)) {
            voice.tell("stopped at once by " + signal + "; etcd-tls resume looks at what is and goes on");
            Runtime.getRuntime().halt(128 + signal.getNumber());
        }
        voice.tell("asked to stop by " + signal + ": stops at the next resting state; once more stops at once");
    }
}
