package dev.etcdtls.adapter.etcd;

import dev.etcdtls.port.LockHolder;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;

/**
 * A lock among processes of one machine. The kernel gives it back when the process ends, however that happens. The file stays: removing it
 * would let two processes lock two files of one name.
 */
final class LockFile {
    private final Path path;
    private Optional<FileChannel> held = Optional.empty();

    LockFile(Path path) {
        this.path = path;
    }

    /** Empty when it was taken, or is held by this object already; else who has it. */
    synchronized Optional<LockHolder> take(LockHolder holder) throws IOException {
        if (held.isPresent()) {
            return Optional.empty();
        }
        Files.createDirectories(path.toAbsolutePath().getParent());
        FileChannel channel = FileChannel.open(
                path,
                Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        if (!locked(channel)) {
            channel.close();
            return Optional.of(LockText.parse(Files.readString(path)));
        }
        channel.truncate(0);
        ByteBuffer text = ByteBuffer.wrap(LockText.of(holder).getBytes(StandardCharsets.UTF_8));
        while (text.hasRemaining()) {
            var unused = channel.write(text);
        }
        held = Optional.of(channel);
        return Optional.empty();
    }

    synchronized void release() throws IOException {
        if (held.isPresent()) {
            held.get().close();
            held = Optional.empty();
        }
    }

    private static boolean locked(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException _) {
            // Held by this very process through another object.
            return false;
        }
    }
}
