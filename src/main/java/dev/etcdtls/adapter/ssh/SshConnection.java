package dev.etcdtls.adapter.ssh;

import com.jcraft.jsch.Session;
import dev.etcdtls.inventory.HostEntry;
import dev.etcdtls.model.Digest;
import dev.etcdtls.model.Outcome;
import dev.etcdtls.model.Problem;
import dev.etcdtls.port.Pacer;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The connection to one host: one session, opened when it is needed and again when it was lost.
 *
 * <p>At most four commands run at once. sshd allows ten channels and frees their slots late: nine threads on one session were refused
 * now and then, four never were.
 */
final class SshConnection implements AutoCloseable {
    private static final int CHANNELS = 4;
    private static final int ATTEMPTS = 3;
    private static final Duration BETWEEN_ATTEMPTS = Duration.ofMillis(200);

    private final HostEntry host;
    private final SessionOpener opener;
    private final Pacer pacer;
    private final Semaphore channels = new Semaphore(CHANNELS, true);
    private final ReentrantLock opening = new ReentrantLock();
    private @Nullable Session session;

    SshConnection(HostEntry host, SessionOpener opener, Pacer pacer) {
        this.host = host;
        this.opener = opener;
        this.pacer = pacer;
    }

    HostEntry host() {
        return host;
    }

    /**
     * Runs a command. Refused means that it certainly was not started; unknown, that its end was not seen. Only what was never started is
     * tried again, on a new session.
     */
    Outcome<Finished> run(RemoteCommand command) {
        try {
            channels.acquire();
            try {
                return attempts(command);
            } finally {
                channels.release();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return new Outcome.Unknown<>(HostProblems.outcomeUnknown(host.name(), command.title(), "interrupted"));
        }
    }

    /** SHA-256 of the key that the host has shown and that is trusted. */
    Outcome<Digest> hostKey() {
        return session()
                .then(live ->
                        new Outcome.Done<>(HostKeyDigest.of(live.getHostKey()).digest()));
    }

    /** The open session; opens one if there is none or the link of the last one is dead. */
    Outcome<Session> session() {
        opening.lock();
        try {
            if (session != null && session.isConnected()) {
                return new Outcome.Done<>(session);
            }
            Outcome<Session> opened = opener.open(host);
            session = opened instanceof Outcome.Done<Session>(Session fresh) ? fresh : null;
            return opened;
        } finally {
            opening.unlock();
        }
    }

    private Outcome<Finished> attempts(RemoteCommand command) throws InterruptedException {
        String why = "";
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            Outcome<Session> open = session();
            if (!(open instanceof Outcome.Done<Session>(Session live))) {
                return open.then(_ -> new Outcome.Refused<>(unreachable("no session")));
            }
            switch (new ExecChannel(live, pacer).run(command)) {
                case ExecChannel.Ending.Ended(Finished finished) -> {
                    return new Outcome.Done<>(finished);
                }
                case ExecChannel.Ending.Lost(String reason) -> {
                    return new Outcome.Unknown<>(HostProblems.outcomeUnknown(host.name(), command.title(), reason));
                }
                case ExecChannel.Ending.NotStarted(String reason) -> why = reason;
            }
            pacer.pause(BETWEEN_ATTEMPTS);
        }
        return new Outcome.Refused<>(unreachable(why));
    }

    private Problem unreachable(String why) {
        return HostProblems.unreachable(host.name(), host.ssh(), why);
    }

    @Override
    public void close() {
        opening.lock();
        try {
            if (session != null) {
                session.disconnect();
                session = null;
            }
        } finally {
            opening.unlock();
        }
    }
}
