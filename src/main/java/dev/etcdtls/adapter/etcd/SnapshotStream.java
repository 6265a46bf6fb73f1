package dev.etcdtls.adapter.etcd;

import com.google.protobuf.ByteString;
import dev.etcdtls.model.Digest;
import dev.etcdtls.model.ErrorCode;
import dev.etcdtls.model.Outcome;
import dev.etcdtls.model.Problem;
import dev.etcdtls.port.EtcdApi.SnapshotFacts;
import dev.etcdtls.port.EtcdEndpoint;
import io.etcd.jetcd.api.MaintenanceGrpc;
import io.etcd.jetcd.api.SnapshotRequest;
import io.etcd.jetcd.api.SnapshotResponse;
import io.grpc.Channel;
import io.grpc.Context;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.Set;

/**
 * Saves a member's snapshot as {@code etcdctl snapshot save} does: the database and, after it, its SHA-256.
 *
 * <ol>
 *   <li>stream into {@code <file>.part} (0600), at the pace of the disk;
 *   <li>check that the size is whole pages and a digest, and that the digest is that of the database;
 *   <li>sync, rename, sync the folder.
 * </ol>
 *
 * A file of the wanted name is therefore always a whole snapshot; a broken stream leaves nothing.
 */
final class SnapshotStream {
    private static final int DIGEST = 32;
    private static final int PAGE = 512;
    /** Whole snapshot; a dead connection is noticed by keepalive within 15 s. */
    private static final Duration DEADLINE = Duration.ofMinutes(30);

    private final Calls calls;

    SnapshotStream(Calls calls) {
        this.calls = calls;
    }

    Outcome<SnapshotFacts> save(EtcdEndpoint from, Path to) {
        Path part = to.resolveSibling(to.getFileName() + ".part");
        try {
            return saved(from, part, to);
        } catch (CannotWrite e) {
            return new Outcome.Refused<>(new Problem(
                    ErrorCode.DISK_SPACE,
                    to.toString(),
                    "the snapshot cannot be written: " + e.getMessage(),
                    "make room in the run directory, then resume"));
        } catch (CorruptSnapshot e) {
            return new Outcome.Refused<>(new Problem(
                    ErrorCode.SNAPSHOT_CORRUPT,
                    "hosts/" + from.host(),
                    "the snapshot from " + from.url() + " is damaged: " + e.getMessage(),
                    "take it from another member; if that one is whole, look at the disk of " + from.host()));
        }
    }

    private Outcome<SnapshotFacts> saved(EtcdEndpoint from, Path part, Path to) {
        try {
            return calls.ask(from, "a snapshot", DEADLINE, channel -> stream(channel, from, part, to));
        } finally {
            remove(part);
        }
    }

    private static SnapshotFacts stream(Channel channel, EtcdEndpoint from, Path part, Path to) {
        remove(part);
        Context.CancellableContext context = Context.current().withCancellation();
        try {
            return context.call(() -> {
                Iterator<SnapshotResponse> chunks =
                        MaintenanceGrpc.newBlockingStub(channel).snapshot(SnapshotRequest.getDefaultInstance());
                SnapshotFacts facts = write(chunks, part);
                Files.move(part, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
                syncFolder(to);
                return facts;
            });
        } catch (IOException e) {
            throw new CannotWrite(e);
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("the stream of " + from + " throws nothing else", e);
        } finally {
            // A stream that nobody reads on would keep the member sending.
            context.cancel(null);
        }
    }

    private static SnapshotFacts write(Iterator<SnapshotResponse> chunks, Path part) throws IOException {
        MessageDigest digest = sha256();
        byte[] held = new byte[0];
        long written = 0;
        try (FileChannel file = FileChannel.open(
                part,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
            while (chunks.hasNext()) {
                ByteString blob = chunks.next().getBlob();
                for (ByteBuffer buffer = blob.asReadOnlyByteBuffer(); buffer.hasRemaining(); ) {
                    written += file.write(buffer);
                }
                // The last 32 bytes of the stream are the digest and must not enter it.
                held = digestAllButTail(digest, held, blob.toByteArray());
            }
            file.force(true);
        }
        if (written % PAGE != DIGEST) {
            throw new CorruptSnapshot("its size of " + written + " bytes is not whole pages and a digest");
        }
        byte[] computed = digest.digest();
        if (!Arrays.equals(computed, held)) {
            throw new CorruptSnapshot("its SHA-256 does not match");
        }
        return new SnapshotFacts(written - DIGEST, new Digest(HexFormat.of().formatHex(computed)));
    }

    private static byte[] digestAllButTail(MessageDigest digest, byte[] held, byte[] chunk) {
        byte[] all = Arrays.copyOf(held, held.length + chunk.length);
        System.arraycopy(chunk, 0, all, held.length, chunk.length);
        int safe = Math.max(0, all.length - DIGEST);
        digest.update(all, 0, safe);
        return Arrays.copyOfRange(all, safe, all.length);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static void syncFolder(Path file) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null) {
            try (FileChannel open = FileChannel.open(folder, StandardOpenOption.READ)) {
                open.force(true);
            }
        }
    }

    private static void remove(Path part) {
        try {
            Files.deleteIfExists(part);
        } catch (IOException e) {
            throw new CannotWrite(e);
        }
    }

    private static final class CorruptSnapshot extends RuntimeException {
        private static final long serialVersionUID = 1L;

        CorruptSnapshot(String message) {
            super(message);
        }
    }

    private static final class CannotWrite extends RuntimeException {
        private static final long serialVersionUID = 1L;

        CannotWrite(IOException cause) {
            super(Trouble.firstLine(cause), cause);
        }
    }
}
