package dev.etcdtls.acceptance.faults;

import dev.etcdtls.lab.LabHost;
import dev.etcdtls.step.Phase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Optional;

/** OpenBao is sealed while certificates are signed. */
record SealedIssuer() implements Fault {
    private static final String BAO = "BAO_ADDR=https://198.51.100.5:8200 BAO_CACERT=/etc/openbao/ca.crt";

    @Override
    public String words() {
        return "OpenBao is sealed";
    }

    @Override
    public Moment moment() {
        return new Moment(Phase.STAGE, 1, Moment.Sign.STARTED);
    }

    @Override
    public void strike(Scene scene) {
        scene.on(bao(scene), BAO + " BAO_TOKEN=" + secret(scene, "openbao-token") + " bao operator seal");
    }

    @Override
    public Optional<String> seen(Scene scene) {
        String status = scene.on(bao(scene), BAO + " bao status | grep -i '^sealed' || true");
        return Optional.of(status.replaceAll("\\s+", " ")).filter(line -> line.contains("true"));
    }

    @Override
    public void mend(Scene scene) {
        scene.on(
                bao(scene),
                BAO + " bao operator unseal " + secret(scene, "openbao-unseal-key")
                        + " >/dev/null; for i in $(seq 100); do " + BAO
                        + " bao status >/dev/null && exit 0; sleep 0.2; done; exit 1");
    }

    private static LabHost bao(Scene scene) {
        return scene.lab().host("bao");
    }

    private static String secret(Scene scene, String file) {
        try {
            return Files.readString(scene.lab().directory().resolve(file)).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
