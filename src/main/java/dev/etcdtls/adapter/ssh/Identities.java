package dev.etcdtls.adapter.ssh;

import com.jcraft.jsch.AgentIdentityRepository;
import com.jcraft.jsch.AgentProxyException;
import com.jcraft.jsch.Identity;
import com.jcraft.jsch.IdentityRepository;
import com.jcraft.jsch.JSch;
import com.jcraft.jsch.JSchException;
import com.jcraft.jsch.SSHAgentConnector;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Vector;

/**
 * The keys to log in with, in the order in which they are offered: those of files, then the agent's. jsch's own agent repository would
 * put the keys of files into the person's agent; this one never adds to an agent.
 */
final class Identities implements IdentityRepository {
    private static final List<String> USUAL = List.of("id_ed25519", "id_ecdsa", "id_rsa");

    private final IdentityRepository files;
    private final Optional<IdentityRepository> agent;

    private Identities(IdentityRepository files, Optional<IdentityRepository> agent) {
        this.files = files;
        this.agent = agent;
    }

    static Identities of(SshSettings settings) throws JSchException {
        JSch reader = new JSch();
        for (Path file : settings.identity().map(List::of).orElseGet(Identities::usual)) {
            reader.addIdentity(file.toString());
        }
        return new Identities(reader.getIdentityRepository(), agent());
    }

    private static List<Path> usual() {
        Path folder = Path.of(System.getProperty("user.home"), ".ssh");
        return USUAL.stream().map(folder::resolve).filter(Files::isReadable).toList();
    }

    private static Optional<IdentityRepository> agent() {
        if (System.getenv("SSH_AUTH_SOCK") == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(new AgentIdentityRepository(new SSHAgentConnector()));
        } catch (AgentProxyException e) {
            return Optional.empty();
        }
    }

    @Override
    public String getName() {
        return "files, then agent";
    }

    @Override
    public int getStatus() {
        return RUNNING;
    }

    /** A key with a passphrase is left out: nobody is asked for one, and jsch would give up there instead of trying the next. */
    @Override
    @SuppressWarnings("JdkObsolete") // The interface wants a Vector.
    public Vector<Identity> getIdentities() {
        Vector<Identity> all = new Vector<>();
        files.getIdentities().stream().filter(key -> !key.isEncrypted()).forEach(all::add);
        agent.filter(keys -> keys.getStatus() == RUNNING).ifPresent(keys -> all.addAll(keys.getIdentities()));
        return all;
    }

    @Override
    public boolean add(byte[] identity) {
        return files.add(identity);
    }

    @Override
    public boolean remove(byte[] blob) {
        return files.remove(blob);
    }

    @Override
    public void removeAll() {
        files.removeAll();
    }
}
