package dev.etcdtls.adapter.ssh;

import dev.etcdtls.model.FilePath;
import dev.etcdtls.model.HostName;
import dev.etcdtls.model.Outcome;
import dev.etcdtls.model.ServiceUser;
import dev.etcdtls.port.HostKeys;
import java.util.regex.Pattern;

/** Keys and certificate requests by the host's own openssl. */
final class SshHostKeys implements HostKeys {
    private static final int NO_OPENSSL = 47;
    private static final Pattern COMMON_NAME = Pattern.compile("[A-Za-z0-9 @._:-]{1,64}");

    private final RootShell shell;

    SshHostKeys(RootShell shell) {
        this.shell = shell;
    }

    @Override
    public Outcome<String> createRequest(HostName host, FilePath key, ServiceUser owner, String commonName) {
        if (!COMMON_NAME.matcher(commonName).matches()) {
            throw new IllegalArgumentException("not a common name for a request: '" + commonName + "'");
        }
        return shell.run(host, RemoteScript.CREATE_REQUEST, key.value(), owner.user(), owner.group(), commonName)
                .then(ended -> {
                    boolean request = ended.out().contains("-----BEGIN CERTIFICATE REQUEST-----");
                    if (ended.exit() == 0 && request) {
                        return new Outcome.Done<>(ended.out());
                    }
                    return new Outcome.Refused<>(
                            ended.exit() == NO_OPENSSL
                                    ? HostProblems.toolMissing(host, "openssl", "make a key on the host")
                                    : HostProblems.failed(
                                            host, "making a certificate request for " + key, ended.complaint()));
                });
    }
}
