package dev.etcdtls.cli;

import dev.etcdtls.port.Worker;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/** Who this process is, for those who find it at work or are asked by it. */
final class ThisProcess {
    private ThisProcess() {}

    static Worker asWorker() {
        return new Worker(
                UUID.randomUUID().toString(),
                ProcessHandle.current().pid(),
                user(),
                machine(),
                Instant.now().truncatedTo(ChronoUnit.MILLIS));
    }

    /** {@code ada on adasbox}. */
    static String person() {
        return user() + " on " + machine();
    }

    static String user() {
        return System.getProperty("user.name", "unknown");
    }

    static String machine() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException _) {
            return "unknown";
        }
    }
}
