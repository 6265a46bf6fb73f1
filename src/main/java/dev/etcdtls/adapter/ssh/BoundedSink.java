package dev.etcdtls.adapter.ssh;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Keeps the first bytes that are written to it and drops the rest: a channel whose output nobody takes stalls the whole SSH session, so
 * it must go on taking.
 */
final class BoundedSink extends OutputStream {
    private final int limit;
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private boolean complete = true;

    BoundedSink(int limit) {
        this.limit = limit;
    }

    @Override
    public synchronized void write(int value) {
        write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public synchronized void write(byte[] bytes, int offset, int length) {
        int room = Math.min(length, limit - kept.size());
        kept.write(bytes, offset, room);
        complete &= room == length;
    }

    synchronized boolean isComplete() {
        return complete;
    }

    synchronized String text() {
        return kept.toString(StandardCharsets.UTF_8);
    }
}
