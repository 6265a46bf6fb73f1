package dev.etcdtls.cli;

import java.io.PrintWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;

/** A process of its own that hears signals as a run does, and says when it was asked to end; it never ends by itself. */
final class StoppedProcess {
    private StoppedProcess() {}

    /** With the argument {@code stalled} nobody reads what it says. */
    public static void main(String[] arguments) throws InterruptedException {
        boolean stalled = arguments.length > 0 && arguments[0].equals("stalled");
        PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        Voice voice = new Voice(out, stalled ? new PrintWriter(new Stalled()) : out, Output.TEXT);
        try (StopSignal stop = StopSignal.listen(voice, () -> "in doubt: none")) {
            System.out.println("ready");
            while (!stop.isAsked()) {
                LockSupport.parkNanos(1_000_000);
            }
            System.out.println("asked");
            new CountDownLatch(1).await();
        }
    }

    /** A reader that does not read. */
    private static final class Stalled extends Writer {
        @Override
        public void write(char[] buffer, int offset, int length) {
            while (true) {
                LockSupport.park();
            }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
