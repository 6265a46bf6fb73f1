package dev.etcdtls.lab;

import com.jcraft.jsch.JSch;
import com.jcraft.jsch.JSchException;
import com.jcraft.jsch.KeyPair;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The way into a lab's hosts: one key pair per lab for user {@code ops}, and the hosts' own keys as known hosts. */
final class SshAccess {
    static final String USER = "ops";

    private final String privateKey;
    private final String publicKey;

    private SshAccess(String privateKey, String publicKey) {
        this.privateKey = privateKey;
        this.publicKey = publicKey;
    }

    /** Makes a new ed25519 key pair. */
    static SshAccess create(String lab) {
        try {
            KeyPair pair = KeyPair.genKeyPair(new JSch(), KeyPair.ED25519);
            ByteArrayOutputStream secret = new ByteArrayOutputStream();
            ByteArrayOutputStream open = new ByteArrayOutputStream();
            pair.writeOpenSSHv1PrivateKey(secret, null);
            pair.writePublicKey(open, "etcd-tls-lab-" + lab);
            pair.dispose();
            return new SshAccess(secret.toString(StandardCharsets.UTF_8), open.toString(StandardCharsets.UTF_8));
        } catch (JSchException e) {
            throw new LabException("cannot make an SSH key pair", e);
        }
    }

    String privateKey() {
        return privateKey;
    }

    /** Lets the key in on a host. */
    void authorize(LabHost host) {
        host.put(List.of(new HostFile("/home/ops/.ssh/authorized_keys", 0600, publicKey)));
        host.script("chown ops:ops /home/ops/.ssh/authorized_keys");
    }

    /** The known_hosts lines of a host, by name and by address, from the host itself. */
    static String knownHosts(LabHost host) {
        StringBuilder lines = new StringBuilder();
        host.script("cat /etc/ssh/ssh_host_*_key.pub").text().lines().forEach(line -> {
            String[] parts = line.split(" ", -1);
            lines.append(host.name()).append(',').append(host.address());
            lines.append(' ').append(parts[0]).append(' ').append(parts[1]).append('\n');
        });
        return lines.toString();
    }
}
