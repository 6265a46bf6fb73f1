package dev.etcdtls.adapter.ssh;

import com.jcraft.jsch.ChannelExec;
import com.jcraft.jsch.JSchException;
import com.jcraft.jsch.Session;
import dev.etcdtls.port.Pacer;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;

/**
 * One command on an open session.
 *
 * <p>A connection that breaks is no exception in jsch: the channel closes, the output that came so far is there, and the exit status is
 * -1. So -1 without a signal means that nobody knows how the command ended.
 */
final class ExecChannel {
    /** What a look at a large host prints is some hundred KiB; a census of many short connections a few MiB. */
    private static final int OUTPUT_LIMIT = 8 << 20;

    private static final int COMPLAINT_LIMIT = 64 << 10;
    private static final Duration OPENING = Duration.ofSeconds(8);
    private static final Duration POLL = Duration.ofMillis(4);

    /** Beyond the command's own limit: {@code timeout -k 5} and the way back. */
    private static final Duration GRACE = Duration.ofSeconds(12);

    private final Session session;
    private final Pacer pacer;

    ExecChannel(Session session, Pacer pacer) {
        this.session = session;
        this.pacer = pacer;
    }

    /** How far a command came. */
    sealed interface Ending {
        record Ended(Finished finished) implements Ending {}

        /** The channel was never opened. */
        record NotStarted(String why) implements Ending {}

        /** It was sent, and its end was not seen. */
        record Lost(String why) implements Ending {}
    }

    Ending run(RemoteCommand command) throws InterruptedException {
        ChannelExec channel;
        try {
            channel = Channels.open(session, "exec", ChannelExec.class);
        } catch (JSchException e) {
            return new Ending.NotStarted(String.valueOf(e.getMessage()));
        }
        BoundedSink out = new BoundedSink(OUTPUT_LIMIT);
        BoundedSink err = new BoundedSink(COMPLAINT_LIMIT);
        try {
            channel.setCommand(command.line().getBytes(StandardCharsets.UTF_8));
            channel.setInputStream(new ByteArrayInputStream(command.input().getBytes(StandardCharsets.UTF_8)));
            channel.setOutputStream(out);
            channel.setErrStream(err);
            channel.connect((int) OPENING.toMillis());
            return ending(channel, command, out, err);
        } catch (JSchException e) {
            return beforeStart(String.valueOf(e.getMessage()));
        } finally {
            channel.disconnect();
        }
    }

    private Ending ending(ChannelExec channel, RemoteCommand command, BoundedSink out, BoundedSink err)
            throws InterruptedException {
        Instant deadline = pacer.now().plus(command.limit()).plus(GRACE);
        while (!channel.isClosed()) {
            if (pacer.now().isAfter(deadline)) {
                // The server keeps the slot of a channel whose command still runs, so the whole session is given up.
                session.disconnect();
                return new Ending.Lost("no answer within " + command.limit().toSeconds() + " s");
            }
            pacer.pause(POLL);
        }
        int exit = channel.getExitStatus();
        String signal = channel.getExitSignal();
        if (exit == -1 && signal == null) {
            return new Ending.Lost("the connection was cut");
        }
        String complaint = signal == null ? err.text() : err.text() + "\nkilled by signal " + signal;
        return new Ending.Ended(new Finished(signal == null ? exit : 255, out.text(), complaint, out.isComplete()));
    }

    /** jsch's words for a channel that the server did not open, or a session that was found dead. */
    private static Ending beforeStart(String why) {
        boolean neverOpened = why.contains("channel is not opened") || why.contains("session is down");
        return neverOpened ? new Ending.NotStarted(why) : new Ending.Lost(why);
    }
}
