package dev.etcdtls.adapter.etcd;

import dev.etcdtls.model.Authority;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** The first words to a listener, and how to tell that it took them. */
enum Greeting {
    /** The HTTP/2 preface with empty settings, as every gRPC client begins; etcd answers with its own settings. */
    GRPC("h2") {
        @Override
        byte[] words(Authority host) {
            byte[] preface = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
            byte[] settings = HexFormat.of().parseHex("000000040000000000");
            byte[] words = new byte[preface.length + settings.length];
            System.arraycopy(preface, 0, words, 0, preface.length);
            System.arraycopy(settings, 0, words, preface.length, settings.length);
            return words;
        }
    },
    /** A plain HTTP request to a client listener. */
    VERSION {
        @Override
        byte[] words(Authority host) {
            return get("/version", host);
        }
    },
    /** What one member asks of another's peer listener; the peer port knows HTTP/1.1 only. */
    RAFT_PROBING {
        @Override
        byte[] words(Authority host) {
            return get("/raft/probing", host);
        }
    };

    private static final int HTTP2_FRAME_HEADER = 9;
    private static final int HTTP2_SETTINGS = 4;
    private static final int MOST_OF_ANSWER = 512;

    private final String[] protocols;

    Greeting(String... protocols) {
        this.protocols = protocols;
    }

    abstract byte[] words(Authority host);

    /** To be offered by ALPN. */
    String[] protocols() {
        return protocols.clone();
    }

    /** The listener's answer; {@link Answer.Silence} when the connection ended before a whole one. */
    static Answer read(InputStream in) throws IOException {
        byte[] head = in.readNBytes(HTTP2_FRAME_HEADER);
        if (head.length < HTTP2_FRAME_HEADER) {
            return new Answer.Silence();
        }
        String text = new String(head, StandardCharsets.ISO_8859_1);
        if (text.startsWith("HTTP/1.")) {
            String answer = http(text, in);
            return new Answer.Http(answer.lines().findFirst().orElse(""), answer.contains("HTTPS server"));
        }
        return head[3] == HTTP2_SETTINGS ? new Answer.Settings() : new Answer.Silence();
    }

    /**
     * As much of an answer as decides: the status line, and behind a 400 what it complains of. Nobody waits for the end of the connection:
     * a peer listener keeps it for 5 s although it was asked to close it (etcd 3.5.16), which is just as long as a read may take.
     */
    private static String http(String begin, InputStream in) throws IOException {
        StringBuilder answer = new StringBuilder(begin);
        try {
            int next = 0;
            while (next >= 0 && answer.length() < MOST_OF_ANSWER && !decides(answer)) {
                next = in.read();
                if (next >= 0) {
                    answer.append((char) next);
                }
            }
        } catch (SocketTimeoutException e) {
            if (answer.indexOf("\n") < 0) {
                throw e;
            }
        }
        return answer.toString();
    }

    private static boolean decides(StringBuilder answer) {
        int end = answer.indexOf("\n");
        return end >= 0 && !answer.substring(0, end).contains(" 400 ");
    }

    private static byte[] get(String path, Authority host) {
        return ("GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    /** What a listener answered. */
    sealed interface Answer {
        record Settings() implements Answer {}

        /** @param wantsTls whether a Go server says that it speaks HTTPS only */
        record Http(String statusLine, boolean wantsTls) implements Answer {}

        record Silence() implements Answer {}
    }
}
