package dev.etcdtls.adapter.journalfile;

import dev.etcdtls.codec.ControlCodec;
import dev.etcdtls.codec.ControlCodec.Request;
import dev.etcdtls.model.ErrorCode;
import dev.etcdtls.model.Problem;
import dev.etcdtls.model.ProblemException;
import dev.etcdtls.port.RunControl;
import dev.etcdtls.port.RunControl.Wish;
import dev.etcdtls.port.Worker;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where a process at work on a run and people at other terminals find each other: three files in the run's folder.
 *
 * <ol>
 *   <li>{@code at-work.lock} is locked while a process is at work; the kernel gives it back however that process ends.
 *   <li>{@code at-work.json} says which process that is; it means nothing while the lock is free.
 *   <li>{@code control.json} is what was asked of that process last. It names the process, so that none hears what another was asked.
 * </ol>
 */
public final class RunDesk {
    private static final Logger LOG = LoggerFactory.getLogger(RunDesk.class);
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final Duration PAUSE = Duration.ofMillis(50);

    private final Path folder;
    private final Path lock;
    private final Path worker;
    private final Path control;

    RunDesk(Path folder) {
        this.folder = folder;
        this.lock = folder.resolve("at-work.lock");
        this.worker = folder.resolve("at-work.json");
        this.control = folder.resolve("control.json");
    }

    /** A process that sits at the desk: hears what is asked of it until it is closed. */
    public final class Seat implements RunControl, AutoCloseable {
        private final FileChannel channel;
        private final Worker who;

        private Seat(FileChannel channel, Worker who) {
            this.channel = channel;
            this.who = who;
        }

        /** What cannot be read asks for nothing: a run in work is not broken off for a file that somebody has damaged. */
        @Override
        public Wish wish() {
            try {
                return pending(who).orElseGet(Wish.None::new);
            } catch (ProblemException e) {
                LOG.debug("{} asks for nothing", control, e);
                return new Wish.None();
            }
        }

        @Override
        public void close() {
            try {
                Files.deleteIfExists(control);
                channel.close();
            } catch (IOException e) {
                throw new java.io.UncheckedIOException("the lock of a run cannot be given back", e);
            }
        }
    }

    /**
     * Sits down. What lies there from an earlier process is thrown away.
     *
     * @throws ProblemException LOCKED when another process is at work on the run
     */
    public Seat sit(Worker who) {
        try {
            PrivateFiles.makeFile(lock);
            FileChannel channel = FileChannel.open(lock, StandardOpenOption.READ, StandardOpenOption.WRITE);
            if (!taken(channel)) {
                channel.close();
                throw new ProblemException(locked());
            }
            Files.deleteIfExists(control);
            PrivateFiles.replace(worker, ControlCodec.write(who) + "\n");
            return new Seat(channel, who);
        } catch (IOException e) {
            throw new ProblemException(
                    new Problem(
                            ErrorCode.DISK_SPACE,
                            folder.toString(),
                            "the run's folder cannot be written to (" + e.getMessage() + ")",
                            "make room on this machine's disk and look at the folder's owner, then repeat the command"),
                    e);
        }
    }

    /** The process that is at work now, if one of this machine is. Writes nothing. */
    public Optional<Worker> atWork() {
        try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.READ)) {
            return isFree(channel) ? Optional.empty() : Optional.of(ControlCodec.readWorker(Files.readString(worker)));
        } catch (NoSuchFileException _) {
            return Optional.empty();
        } catch (IOException | IllegalArgumentException e) {
            throw new ProblemException(unreadable(worker, e), e);
        }
    }

    /** What was asked of a process last and lies there still. */
    public Optional<RunControl.Wish> pending(Worker who) {
        try {
            Request request = ControlCodec.readRequest(Files.readString(control));
            return request.worker().equals(who.id()) ? Optional.of(request.wish()) : Optional.empty();
        } catch (NoSuchFileException _) {
            return Optional.empty();
        } catch (IOException | IllegalArgumentException e) {
            throw new ProblemException(unreadable(control, e), e);
        }
    }

    /**
     * Asks something of a process. What was asked of it before and not heard yet is taken back by that, but for the wish to end.
     *
     * @throws ProblemException STOPPED_BY_PERSON when it was asked to end and this is another wish
     */
    public void ask(Worker who, Instant now, RunControl.Wish wish) {
        if (!(wish instanceof Wish.Abort) && pending(who).orElse(new Wish.None()) instanceof Wish.Abort(String by)) {
            throw new ProblemException(new Problem(
                    ErrorCode.STOPPED_BY_PERSON,
                    folder.toString(),
                    "it was asked to end, by " + by + ", so nothing else was asked",
                    "wait until it has ended, then resume"));
        }
        try {
            PrivateFiles.replace(control, ControlCodec.write(new Request(who.id(), now, wish)) + "\n");
        } catch (IOException e) {
            throw new ProblemException(
                    new Problem(
                            ErrorCode.DISK_SPACE,
                            control.toString(),
                            "the file cannot be written (" + e.getMessage() + "), so nothing was asked",
                            "do it as the user who owns the run's folder, or stop the run at its own terminal"),
                    e);
        }
    }

    /** Who only looks takes the lock for a moment, too: one that is taken is tried for a while. */
    private static boolean taken(FileChannel channel) throws IOException {
        long giveUp = System.nanoTime() + PATIENCE.toNanos();
        while (!locks(channel, false)) {
            if (System.nanoTime() > giveUp) {
                return false;
            }
            try {
                Thread.sleep(PAUSE);
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
        return true;
    }

    private static boolean isFree(FileChannel channel) throws IOException {
        return locks(channel, true);
    }

    private static boolean locks(FileChannel channel, boolean shared) throws IOException {
        try {
            return channel.tryLock(0, Long.MAX_VALUE, shared) != null;
        } catch (OverlappingFileLockException _) {
            // Held by this very process.
            return false;
        }
    }

    private Problem locked() {
        String who = atWork().map(Worker::toString).orElse("a process that has just ended");
        return new Problem(
                ErrorCode.LOCKED,
                folder.toString(),
                "another process is at work on this run: " + who,
                "watch it with etcd-tls status --watch; etcd-tls pause, continue and abort are heard by it");
    }

    private static Problem unreadable(Path file, Exception e) {
        return new Problem(
                ErrorCode.RUN_UNREADABLE,
                file.toString(),
                "it cannot be read (" + e.getMessage() + ")",
                "look at the file and its owner; a run is stopped at its own terminal with Ctrl-C");
    }
}
