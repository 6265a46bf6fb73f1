package dev.etcdtls.adapter.ssh;

import com.jcraft.jsch.JSch;
import com.jcraft.jsch.JSchException;
import com.jcraft.jsch.OpenSSHConfig;
import com.jcraft.jsch.Session;
import dev.etcdtls.inventory.HostEntry;
import dev.etcdtls.model.Outcome;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/**
 * Logs in to hosts. A session that is open notices a dead link by itself: jsch has no keepalive of its own (a frozen peer was not noticed
 * in 20 s), with one every two seconds it is noticed after six.
 */
final class SessionOpener {
    private static final Duration CONNECT = Duration.ofSeconds(8);
    private static final Duration KEEPALIVE = Duration.ofSeconds(2);
    private static final int MISSED_KEEPALIVES = 3;

    private final SshSettings settings;

    SessionOpener(SshSettings settings) {
        this.settings = settings;
    }

    /** A new session; a jsch session cannot be connected twice. */
    Outcome<Session> open(HostEntry host) {
        Session session = null;
        try {
            JSch jsch = new JSch();
            session = prepare(jsch, host);
            session.connect((int) CONNECT.toMillis());
            return new Outcome.Done<>(session);
        } catch (JSchException | IOException e) {
            Optional<HostKeyDigest> offered =
                    Optional.ofNullable(session).map(Session::getHostKey).map(HostKeyDigest::of);
            Optional.ofNullable(session).ifPresent(Session::disconnect);
            return new Outcome.Refused<>(new LoginFailure(settings, host, offered).problem(e));
        }
    }

    private Session prepare(JSch jsch, HostEntry host) throws JSchException, IOException {
        jsch.setKnownHosts(settings.knownHosts().toString());
        jsch.setIdentityRepository(Identities.of(settings));
        if (settings.config().isPresent()) {
            jsch.setConfigRepository(
                    OpenSSHConfig.parseFile(settings.config().get().toString()));
        }
        Session session = jsch.getSession(
                host.ssh().user(), host.ssh().bareHost(), host.ssh().port());
        // What a client configuration says about host keys does not count: none is ever accepted unseen.
        session.setHostKeyRepository(jsch.getHostKeyRepository());
        session.setConfig("StrictHostKeyChecking", "yes");
        session.setConfig("PreferredAuthentications", "publickey");
        session.setServerAliveInterval((int) KEEPALIVE.toMillis());
        session.setServerAliveCountMax(MISSED_KEEPALIVES);
        session.setDaemonThread(true);
        JumpProxy.of(jsch, host.ssh().bareHost()).ifPresent(session::setProxy);
        return session;
    }
}
