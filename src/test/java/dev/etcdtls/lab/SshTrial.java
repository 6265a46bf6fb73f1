package dev.etcdtls.lab;

import com.jcraft.jsch.ChannelExec;
import com.jcraft.jsch.JSch;
import com.jcraft.jsch.JSchException;
import com.jcraft.jsch.Session;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Runs one command over SSH with the files that a lab has written, host key checking included. */
final class SshTrial {
    private static final int LIMIT_MS = 20_000;

    private SshTrial() {}

    static String run(Path directory, String address, String command) {
        try {
            JSch jsch = new JSch();
            jsch.addIdentity(directory.resolve(LabDirectory.SSH_KEY).toString());
            jsch.setKnownHosts(directory.resolve(LabDirectory.KNOWN_HOSTS).toString());
            Session session = jsch.getSession(SshAccess.USER, address, 22);
            session.connect(LIMIT_MS);
            try {
                ChannelExec channel = (ChannelExec) session.openChannel("exec");
                channel.setCommand(command);
                // Before connect: a stream that is asked for afterwards may never see its end.
                InputStream output = channel.getInputStream();
                channel.connect(LIMIT_MS);
                return new String(output.readAllBytes(), StandardCharsets.UTF_8).strip();
            } finally {
                session.disconnect();
            }
        } catch (JSchException e) {
            throw new LabException("SSH to " + address + " failed", e);
        } catch (IOException e) {
            throw new UncheckedIOException("SSH to " + address + " failed", e);
        }
    }
}
