package dev.etcdtls.adapter.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import com.jcraft.jsch.JSchException;
import dev.etcdtls.inventory.HostEntry;
import dev.etcdtls.inventory.SshAddress;
import dev.etcdtls.model.ErrorCode;
import dev.etcdtls.model.HostName;
import dev.etcdtls.model.Problem;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LoginFailureTest {
    private static final HostEntry HOST =
            new HostEntry(new HostName("m1"), SshAddress.parse("ops@m1.example:2222"), true);
    private static final SshSettings SETTINGS =
            new SshSettings(Path.of("known_hosts"), Optional.of(Path.of("key")), Optional.empty());

    @Test
    void aRefusedKeyIsAMatterOfAuthentication() {
        Problem problem = problem(new JSchException("Auth fail for methods 'publickey'"));

        assertThat(problem.code()).isEqualTo(ErrorCode.SSH_AUTHENTICATION);
        assertThat(problem.summary()).contains("user ops").contains("key was tried");
    }

    @Test
    void aNameThatIsUnknownIsToldAsSuch() {
        Problem problem = problem(new JSchException("x", new UnknownHostException("m1.example")));

        assertThat(problem.code()).isEqualTo(ErrorCode.HOST_UNREACHABLE);
        assertThat(problem.summary()).contains("the name m1.example is unknown");
    }

    @Test
    void anythingElseIsAHostThatCannotBeReached() {
        Problem problem = problem(new JSchException("x", new ConnectException("Connection refused")));

        assertThat(problem.code()).isEqualTo(ErrorCode.HOST_UNREACHABLE);
        assertThat(problem.address()).isEqualTo("hosts/m1");
        assertThat(problem.summary()).contains("ops@m1.example:2222").contains("Connection refused");
        assertThat(problem.nextAction()).contains("`ssh -p 2222 ops@m1.example`");
    }

    private static Problem problem(Exception cause) {
        return new LoginFailure(SETTINGS, HOST, Optional.empty()).problem(cause);
    }
}
