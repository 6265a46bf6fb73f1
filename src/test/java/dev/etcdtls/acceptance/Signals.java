package dev.etcdtls.acceptance;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/**
 * Sends signals by the system call itself: a child process for {@code kill} would take longer than the instants between two effects of a
 * step.
 */
final class Signals {
    private static final int KILL = 9;
    private static final int CONTINUE = 18;
    private static final int STOP = 19;
    private static final MethodHandle SYSTEM_CALL = Linker.nativeLinker()
            .downcallHandle(
                    Linker.nativeLinker().defaultLookup().findOrThrow("kill"),
                    FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));

    private Signals() {}

    /** Freezes a process: it does nothing more until it is continued or killed. */
    static void stop(Process process) {
        send(process, STOP);
    }

    static void resume(Process process) {
        send(process, CONTINUE);
    }

    /** Ends a process as kill -9 does; it cannot clean up. */
    static void kill(Process process) {
        send(process, KILL);
    }

    private static void send(Process process, int signal) {
        try {
            int result = (int) SYSTEM_CALL.invokeExact(Math.toIntExact(process.pid()), signal);
            if (result != 0) {
                throw new IllegalStateException("signal " + signal + " did not reach process " + process.pid());
            }
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException("the system call kill is not to be had", e);
        }
    }
}
