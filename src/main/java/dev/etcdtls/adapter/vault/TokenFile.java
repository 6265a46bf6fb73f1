package dev.etcdtls.adapter.vault;

import dev.etcdtls.model.ErrorCode;
import dev.etcdtls.model.Problem;
import dev.etcdtls.model.ProblemException;
import dev.etcdtls.model.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The token, from the file that the inventory names. It is never logged. */
final class TokenFile {
    private static final Logger LOG = LoggerFactory.getLogger(TokenFile.class);
    private static final Set<PosixFilePermission> OWNER_ONLY =
            Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

    private TokenFile() {}

    static Secret read(Path file) {
        try {
            if (!OWNER_ONLY.containsAll(Files.getPosixFilePermissions(file))) {
                LOG.warn("{} can be read by others than its owner; chmod 600 it", file);
            }
            String token = Files.readString(file).strip();
            // It becomes an HTTP header: anything but printable ASCII would make the client throw with the token in its
            // message.
            if (!token.matches("[\\x21-\\x7e]+")) {
                throw unusable(file, "it does not hold one token on one line", "write the token into it, mode 0600");
            }
            return new Secret(token);
        } catch (NoSuchFileException _) {
            throw unusable(file, "there is no such file", "write the token into it, mode 0600");
        } catch (IOException e) {
            throw unusable(
                    file, "it cannot be read (" + e.getClass().getSimpleName() + ")", "make it readable for yourself");
        }
    }

    private static ProblemException unusable(Path file, String why, String nextAction) {
        return new ProblemException(new Problem(
                ErrorCode.ISSUER_TOKEN, "issuer.token-file", "no token in " + file + ": " + why, nextAction));
    }
}
