package dev.etcdtls.adapter.ssh;

import com.jcraft.jsch.ChannelDirectTCPIP;
import com.jcraft.jsch.JSchException;
import com.jcraft.jsch.Session;
import dev.etcdtls.model.Authority;
import dev.etcdtls.model.Outcome;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A port on 127.0.0.1 that leads to an address as a host sees it. It outlives a lost session: each connection is carried by the session
 * that stands when it comes, so callers keep the port.
 *
 * <p>When the address cannot be reached from the host the connection is reset, not closed: to a caller that wants to know whether a
 * server refused it, an orderly end would look like a refusal.
 */
final class Tunnel implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Tunnel.class);
    private static final int OPENING_MILLIS = 8000;

    private final SshConnection connection;
    private final Authority to;
    private final ServerSocket listener;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();

    private Tunnel(SshConnection connection, Authority to, ServerSocket listener) {
        this.connection = connection;
        this.to = to;
        this.listener = listener;
    }

    static Tunnel listen(SshConnection connection, Authority to) throws IOException {
        Tunnel tunnel = new Tunnel(connection, to, new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
        Thread.ofVirtual().name("tunnel to " + to).start(tunnel::accept);
        return tunnel;
    }

    Authority local() {
        return new Authority("127.0.0.1", listener.getLocalPort());
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket socket = listener.accept();
                Thread.ofVirtual().name("connection to " + to).start(() -> carry(socket));
            } catch (IOException e) {
                LOG.debug("tunnel to {} ends: {}", to, e.getMessage());
                return;
            }
        }
    }

    private void carry(Socket socket) {
        sockets.add(socket);
        try (socket) {
            socket.setTcpNoDelay(true);
            // Until the way stands, any end of this connection is a reset.
            socket.setSoLinger(true, 0);
            if (connection.session() instanceof Outcome.Done<Session>(Session session)) {
                carry(socket, session);
            }
        } catch (IOException e) {
            LOG.debug("connection to {} ends: {}", to, e.getMessage());
        } finally {
            sockets.remove(socket);
        }
    }

    private void carry(Socket socket, Session session) throws IOException {
        ChannelDirectTCPIP channel;
        OutputStream there;
        try {
            channel = Channels.open(session, "direct-tcpip", ChannelDirectTCPIP.class);
            channel.setHost(to.bareHost());
            channel.setPort(to.port());
            channel.setOrgIPAddress("127.0.0.1");
            channel.setOrgPort(socket.getPort());
            channel.setOutputStream(socket.getOutputStream());
            there = channel.getOutputStream();
            // Without an input stream jsch opens the channel here and throws when it cannot; with one it does so
            // elsewhere and is silent.
            channel.connect(OPENING_MILLIS);
        } catch (JSchException e) {
            LOG.debug("no channel to {}: {}", to, e.getMessage());
            return;
        }
        try {
            socket.setSoLinger(false, 0);
            copy(socket.getInputStream(), there);
        } finally {
            channel.disconnect();
        }
    }

    private static void copy(InputStream from, OutputStream there) throws IOException {
        byte[] buffer = new byte[16 << 10];
        int length = from.read(buffer);
        while (length >= 0) {
            there.write(buffer, 0, length);
            there.flush();
            length = from.read(buffer);
        }
    }

    @Override
    public void close() {
        try {
            listener.close();
            for (Socket socket : sockets) {
                socket.close();
            }
        } catch (IOException e) {
            LOG.debug("closing the tunnel to {}: {}", to, e.getMessage());
        }
    }
}
