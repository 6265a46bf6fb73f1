package dev.etcdtls.adapter.etcd;

import dev.etcdtls.model.Authority;
import dev.etcdtls.model.HostName;
import dev.etcdtls.model.Outcome;
import dev.etcdtls.port.Tunnels;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/** Plain and TLS sockets through the tunnel, for what must be seen byte by byte. */
final class RawDial {
    static final int CONNECT_MILLIS = 3_000;
    static final int READ_MILLIS = 5_000;

    private final Tunnels tunnels;

    RawDial(Tunnels tunnels) {
        this.tunnels = tunnels;
    }

    /** Where the tunnel leads. */
    Outcome<Authority> way(HostName via, Authority to) {
        return tunnels.open(via, to);
    }

    /** A connected socket that sends when it is read from; a read ends after 5 s at the latest. */
    @SuppressWarnings(
            "AddressSelection") // A host name in a URL stands for the address that the member itself would get.
    static Socket plain(Authority dial) throws IOException {
        Socket socket = new FlightSocket();
        try {
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(READ_MILLIS);
            socket.connect(new InetSocketAddress(dial.bareHost(), dial.port()), CONNECT_MILLIS);
            return socket;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    /**
     * TLS over a connected socket, its handshake not yet begun. The context's trust manager checks the certificate for the host of {@code
     * authority}, wherever the socket leads. No protocols means HTTP/1.1, the only one that the peer port speaks.
     */
    static SSLSocket tls(Socket socket, Authority authority, SSLContext context, String... protocols)
            throws IOException {
        SSLSocket tls = (SSLSocket)
                context.getSocketFactory().createSocket(socket, authority.bareHost(), authority.port(), true);
        SSLParameters parameters = tls.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        parameters.setProtocols(new String[] {"TLSv1.3", "TLSv1.2"});
        parameters.setApplicationProtocols(protocols);
        tls.setSSLParameters(parameters);
        return tls;
    }
}
