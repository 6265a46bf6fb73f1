package dev.etcdtls.adapter.ssh;

import com.jcraft.jsch.ChannelDirectTCPIP;
import com.jcraft.jsch.ConfigRepository;
import com.jcraft.jsch.JSch;
import com.jcraft.jsch.JSchException;
import com.jcraft.jsch.Proxy;
import com.jcraft.jsch.Session;
import com.jcraft.jsch.SocketFactory;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The way through one jump host. jsch reads {@code ProxyJump} from a client configuration but does not act on it. The jump host's key and
 * login follow the same rules as any other's. A chain of several is not supported and is told as such.
 */
final class JumpProxy implements Proxy {
    private static final Pattern HOP = Pattern.compile("(?:([^@]+)@)?([^:@]+)(?::([0-9]{1,5}))?");

    private final JSch jsch;
    private final String hop;
    private @Nullable Session session;
    private @Nullable ChannelDirectTCPIP channel;
    private @Nullable InputStream in;
    private @Nullable OutputStream out;

    private JumpProxy(JSch jsch, String hop) {
        this.jsch = jsch;
        this.hop = hop;
    }

    /** The jump host that the client configuration names for a host. */
    static Optional<JumpProxy> of(JSch jsch, String host) {
        ConfigRepository.Config config = jsch.getConfigRepository() == null
                ? ConfigRepository.defaultConfig
                : jsch.getConfigRepository().getConfig(host);
        return Optional.ofNullable(config.getValue("ProxyJump"))
                .filter(hop -> !hop.equals("none"))
                .map(hop -> new JumpProxy(jsch, hop));
    }

    @Override
    public void connect(SocketFactory unused, String host, int port, int timeout) throws Exception {
        Matcher matcher = HOP.matcher(hop);
        if (!matcher.matches()) {
            throw new JSchException("ProxyJump '" + hop + "' is not [user@]host[:port] of one host");
        }
        int hopPort = matcher.group(3) == null ? 22 : Integer.parseInt(matcher.group(3));
        Session jump = jsch.getSession(matcher.group(1), matcher.group(2), hopPort);
        session = jump;
        jump.setConfig("StrictHostKeyChecking", "yes");
        jump.setConfig("PreferredAuthentications", "publickey");
        jump.setHostKeyRepository(jsch.getHostKeyRepository());
        jump.setDaemonThread(true);
        login(jump, timeout);
        ChannelDirectTCPIP direct = Channels.open(jump, "direct-tcpip", ChannelDirectTCPIP.class);
        channel = direct;
        direct.setHost(host);
        direct.setPort(port);
        in = direct.getInputStream();
        out = direct.getOutputStream();
        direct.connect(timeout);
    }

    private void login(Session jump, int timeout) throws JSchException {
        try {
            jump.connect(timeout);
        } catch (JSchException e) {
            throw new JSchException("jump host " + hop + ": " + e.getMessage(), e);
        }
    }

    @Override
    public @Nullable InputStream getInputStream() {
        return in;
    }

    @Override
    public @Nullable OutputStream getOutputStream() {
        return out;
    }

    @Override
    public @Nullable Socket getSocket() {
        return null;
    }

    @Override
    public void close() {
        if (channel != null) {
            channel.disconnect();
        }
        if (session != null) {
            session.disconnect();
        }
    }
}
