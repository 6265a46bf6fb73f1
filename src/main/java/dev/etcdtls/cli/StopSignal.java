package dev.etcdtls.cli;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import sun.misc.Signal;
import sun.misc.SignalHandler;

/**
 * Ctrl-C and SIGTERM while a run is in work: the first asks it to end at the next resting state, the second ends the process at once, which
 * is safe too, because a run may die at any instant; what state things are in is told. A terminal that is lost (SIGHUP) asks as well, and never
 * ends it at once.
 */
final class StopSignal implements AutoCloseable {
    private static final Signal INTERRUPT = new Signal("INT");
    private static final Signal TERMINATE = new Signal("TERM");
    private static final Signal HANG_UP = new Signal("HUP");
    private static final Duration LONGEST_FAREWELL = Duration.ofSeconds(2);

    private final AtomicBoolean asked = new AtomicBoolean();
    private final Voice voice;
    private final Supplier<String> farewell;
    private final SignalHandler interruptBefore;
    private final SignalHandler terminateBefore;
    private final SignalHandler hangUpBefore;

    private StopSignal(Voice voice, Supplier<String> farewell) {
        this.voice = voice;
        this.farewell = farewell;
        this.interruptBefore = Signal.handle(INTERRUPT, this::heard);
        this.terminateBefore = Signal.handle(TERMINATE, this::heard);
        this.hangUpBefore = Signal.handle(HANG_UP, this::heard);
    }

    /** @param farewell says what state things are in when the process ends at once */
    static StopSignal listen(Voice voice, Supplier<String> farewell) {
        return new StopSignal(voice, farewell);
    }

    boolean isAsked() {
        return asked.get();
    }

    @Override
    public void close() {
        Signal.handle(INTERRUPT, interruptBefore);
        Signal.handle(TERMINATE, terminateBefore);
        Signal.handle(HANG_UP, hangUpBefore);
    }

    private void heard(Signal signal) {
        if (!asked.getAndSet(true) || signal.equals(HANG_UP)) {
            voice.tell("asked to end by " + signal + ": ends at the next resting state; once more ends it at once");
            return;
        }
        int code = 128 + signal.getNumber();
        // A reader of the output that stalls must not keep the process alive.
        Thread.ofPlatform().daemon().start(() -> {
            LockSupport.parkNanos(LONGEST_FAREWELL.toNanos());
            Runtime.getRuntime().halt(code);
        });
        try {
            voice.tell("ended at once by " + signal);
            voice.tell(farewell.get());
        } finally {
            Runtime.getRuntime().halt(code);
        }
    }
}
