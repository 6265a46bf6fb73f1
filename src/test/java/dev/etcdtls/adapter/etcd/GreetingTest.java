package dev.etcdtls.adapter.etcd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Listeners of which each says something and then keeps the connection open, as etcd's peer port does. */
class GreetingTest {
    private static final int PATIENCE_MILLIS = 300;

    @Test
    void anAnswerIsTakenWithoutWaitingForTheEndOfTheConnection() throws IOException {
        assertThat(answerTo("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"))
                .isEqualTo(new Greeting.Answer.Http("HTTP/1.1 200 OK", false));
    }

    /** The complaint comes behind the head, and may be all that comes. */
    @Test
    void aServerThatWantsTlsIsRecognisedThoughItHangsOn() throws IOException {
        assertThat(answerTo("HTTP/1.0 400 Bad Request\r\n\r\nClient sent an HTTP request to an HTTPS server.\n"))
                .isEqualTo(new Greeting.Answer.Http("HTTP/1.0 400 Bad Request", true));
    }

    @Test
    void aRefusalForAnotherReasonIsAnAnswer() throws IOException {
        assertThat(answerTo("HTTP/1.1 400 Bad Request\r\n\r\n"))
                .isEqualTo(new Greeting.Answer.Http("HTTP/1.1 400 Bad Request", false));
    }

    @Test
    void halfAStatusLineProvesNothing() {
        assertThatThrownBy(() -> answerTo("HTTP/1.1 200")).isInstanceOf(SocketTimeoutException.class);
    }

    private static Greeting.Answer answerTo(String words) throws IOException {
        try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Socket client = new Socket(InetAddress.getLoopbackAddress(), listener.getLocalPort());
                Socket server = listener.accept()) {
            client.setSoTimeout(PATIENCE_MILLIS);
            server.getOutputStream().write(words.getBytes(StandardCharsets.US_ASCII));
            server.getOutputStream().flush();
            return Greeting.read(client.getInputStream());
        }
    }
}
