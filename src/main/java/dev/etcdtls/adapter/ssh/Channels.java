package dev.etcdtls.adapter.ssh;

import com.jcraft.jsch.Channel;
import com.jcraft.jsch.JSchException;
import com.jcraft.jsch.Session;
import org.jspecify.annotations.Nullable;

/** Opens channels on a session that may be about to end. */
final class Channels {
    private Channels() {}

    /**
     * @param type one of SSH's channel types, which decides the class
     * @throws JSchException also where jsch (2.28.8) logs its reason and gives null: when the session ends in this very moment
     */
    static <C extends Channel> C open(Session session, String type, Class<C> kind) throws JSchException {
        @Nullable Channel channel = session.openChannel(type);
        if (channel == null) {
            throw new JSchException("session is down: it ended while a channel was opened");
        }
        return kind.cast(channel);
    }
}
