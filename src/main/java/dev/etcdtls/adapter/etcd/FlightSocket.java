package dev.etcdtls.adapter.etcd;

import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;

/**
 * Holds back what is written until the next read, so that a whole flight of a TLS handshake leaves in one piece.
 *
 * <p>The JDK writes certificate, signature and finished record one by one. A server that refuses the certificate has hung up by the second
 * of them, the write fails with "Broken pipe", and the JDK never reads the alert that says why (etcd 3.4.23: always so on a loopback peer
 * port). With nothing left to write, the alert is read before the reset behind it.
 */
final class FlightSocket extends Socket {
    private final ByteArrayOutputStream flight = new ByteArrayOutputStream();

    @Override
    public InputStream getInputStream() throws IOException {
        return new FilterInputStream(super.getInputStream()) {
            @Override
            public int read() throws IOException {
                send();
                return super.read();
            }

            @Override
            public int read(byte[] target, int offset, int length) throws IOException {
                send();
                return super.read(target, offset, length);
            }
        };
    }

    @Override
    public OutputStream getOutputStream() {
        return new OutputStream() {
            @Override
            public void write(int oneByte) {
                flight.write(oneByte);
            }

            @Override
            public void write(byte[] bytes, int offset, int length) {
                flight.write(bytes, offset, length);
            }
        };
    }

    private void send() throws IOException {
        if (flight.size() > 0) {
            byte[] bytes = flight.toByteArray();
            flight.reset();
            super.getOutputStream().write(bytes);
        }
    }
}
