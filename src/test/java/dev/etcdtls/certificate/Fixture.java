package dev.etcdtls.certificate;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * Certificates made once with openssl 3.0 ({@code openssl ca} with fixed dates): a root {@code ca}, and signed by it a {@code member}, the
 * same {@code nameless}, a {@code client} with a weak key, a {@code code} signer and one for {@code any} usage; {@code other} is another
 * root with the same name.
 */
final class Fixture {
    static final String CA = text("ca");
    static final String MEMBER = text("member");
    static final String CLIENT = text("client");
    static final String NAMELESS = text("nameless");
    static final String OTHER_CA = text("other");
    static final String CODE = text("code");
    static final String ANY = text("any");

    private Fixture() {}

    private static String text(String name) {
        try (InputStream stream = Fixture.class.getResourceAsStream("/certificate/" + name + ".pem")) {
            if (stream == null) {
                throw new IllegalStateException("no such fixture: " + name);
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
