package dev.etcdtls.model;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** A SHA-256 in lower-case hexadecimal. */
public record Digest(String sha256) {
    private static final Pattern GRAMMAR = Pattern.compile("[0-9a-f]{64}");

    public Digest {
        if (!GRAMMAR.matcher(sha256).matches()) {
            throw new IllegalArgumentException("not a SHA-256: '" + sha256 + "'");
        }
    }

    /** The digest of a text's UTF-8 bytes. */
    public static Digest of(String text) {
        return of(text.getBytes(StandardCharsets.UTF_8));
    }

    public static Digest of(byte[] bytes) {
        try {
            return new Digest(HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return sha256;
    }
}
