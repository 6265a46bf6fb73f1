package dev.etcdtls.acceptance;

import dev.etcdtls.lab.Lab;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;

/** A key that leaks on purpose, so that it is known that a leak is found. */
record PlantedSecret(String pem, KnownSecret secret) {
    static PlantedSecret make() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(256);
            StringWriter text = new StringWriter();
            try (JcaPEMWriter writer = new JcaPEMWriter(text)) {
                writer.writeObject(
                        new JcaPKCS8Generator(generator.generateKeyPair().getPrivate(), null));
            }
            return new PlantedSecret(text.toString(), KnownSecret.key("planted", text.toString()));
        } catch (NoSuchAlgorithmException | IOException e) {
            throw new IllegalStateException("every JDK makes EC keys", e);
        }
    }

    /** Into each kind of place, each time in another form; the processes live for a quarter of a second. */
    void everywhere(Lab lab, Path folder) {
        String packed = Base64.getEncoder().encodeToString(pem.getBytes(StandardCharsets.UTF_8));
        for (String form : List.of(pem, packed)) {
            lab.exec("m2", "bash", "-c", "sleep 0.25; true", form).orThrow("planting a command line");
            lab.exec("m2", "env", "LEAK=" + form, "sleep", "0.25").orThrow("planting an environment");
            onMachine(List.of("bash", "-c", "sleep 0.25; true", form));
            onMachine(List.of("env", "LEAK=" + form, "sleep", "0.25"));
        }
        lab.exec("m2", "bash", "-c", "printf %s \"$1\" | base64 -d >/tmp/leak; logger -t leak -- \"$1\"", "x", packed)
                .orThrow("planting a file");
        try {
            Files.writeString(folder.resolve("leak.json"), "{\"key\":\"" + pem.replace("\n", "\\n") + "\"}");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void onMachine(List<String> command) {
        try {
            new ProcessBuilder(new ArrayList<>(command)).start().waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
