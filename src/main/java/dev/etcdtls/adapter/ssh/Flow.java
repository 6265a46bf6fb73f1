package dev.etcdtls.adapter.ssh;

import dev.etcdtls.model.Authority;
import dev.etcdtls.port.CensusTaker.Speech;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A connection that sent packets while a capture ran.
 *
 * @param begin whether its begin was seen: then its first bytes decide
 * @param ended whether its client was seen to end it
 * @param first the first bytes that the client sent, in hexadecimal; empty when it sent none
 * @param looks its packets by how they look at their begin
 */
record Flow(Authority client, Authority server, boolean begin, boolean ended, String first, Looks looks) {
    /** A TLS record starts with its type (20 to 23) and the version 3.x; no plaintext of HTTP does. */
    private static final Pattern TLS_RECORD = Pattern.compile("1[4567]03.*");

    /** {@code GET /health} or {@code HEAD /health}. */
    private static final Pattern HEALTH_CHECK = Pattern.compile("(474554|48454144)202f6865616c7468.*");

    /** Packets that begin like a TLS record, like plaintext HTTP (a method, or a frame of HTTP/2), or like the middle of something. */
    record Looks(long tls, long plain, long other) {}

    /** Words of a line: client, server, twice 1 or 0, first bytes or {@code -}, three numbers. */
    static Optional<Flow> parse(String line) {
        String[] words = line.split(" ");
        if (words.length != 8) {
            return Optional.empty();
        }
        return SocketReading.authority(words[0], 0)
                .flatMap(client -> SocketReading.authority(words[1], 0)
                        .map(server -> new Flow(
                                client,
                                server,
                                words[2].equals("1"),
                                words[3].equals("1"),
                                words[4].equals("-") ? "" : words[4],
                                new Looks(
                                        Long.parseLong(words[5]),
                                        Long.parseLong(words[6]),
                                        Long.parseLong(words[7])))));
    }

    /**
     * Its language. A connection that was there before the capture is in the middle of something: it is what more of its packets begin like,
     * and unclear when none does, or as many begin like the other.
     */
    Speech speech() {
        if (first.isEmpty()) {
            return begin && ended ? Speech.KNOCK : Speech.SILENT;
        }
        if (begin) {
            return TLS_RECORD.matcher(first).matches() ? Speech.TLS : plaintext();
        }
        if (looks.tls() == looks.plain()) {
            return Speech.UNCLEAR;
        }
        return looks.tls() > looks.plain() ? Speech.TLS : plaintext();
    }

    private Speech plaintext() {
        return HEALTH_CHECK.matcher(first).matches() ? Speech.HEALTH_CHECK : Speech.PLAINTEXT;
    }
}
