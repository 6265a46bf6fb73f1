package dev.etcdtls.cli;

import dev.etcdtls.port.CertificateIssuer.IssuedKeyPair;
import dev.etcdtls.port.OperatorIdentity;
import java.util.Optional;

/** The tool's own certificate in memory alone, for commands that have no run: nothing of it is ever on a disk. */
final class MemoryIdentity implements OperatorIdentity {
    private Optional<IssuedKeyPair> pair = Optional.empty();

    @Override
    public void store(IssuedKeyPair issued) {
        pair = Optional.of(issued);
    }

    @Override
    public Optional<IssuedKeyPair> load() {
        return pair;
    }

    @Override
    public void remove() {
        pair = Optional.empty();
    }
}
