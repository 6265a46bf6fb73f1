package dev.etcdtls.acceptance;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.PrivateKey;
import java.security.interfaces.ECPrivateKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;

/**
 * A secret, and the texts that give it away: in the clear, in hex, in base64 wherever it begins, and in base64 of that (a PEM text that was
 * packed once more). Of a private key only the scalar counts: what stands around it in a PEM text is the same in every key, or public.
 *
 * @param traces each of them alone gives the secret, or half of it, away; two halves, so that a line break cannot hide both
 */
record KnownSecret(String name, List<String> traces) {
    private static final int SCALAR = 32;

    KnownSecret {
        traces = List.copyOf(traces);
    }

    static KnownSecret text(String name, String secret) {
        byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
        List<String> traces = new ArrayList<>(List.of(secret));
        traces.addAll(base64(bytes));
        traces.addAll(hex(bytes));
        return new KnownSecret(name, traces);
    }

    /** An EC P-256 key as PEM, in PKCS#8 or SEC1. */
    static KnownSecret key(String name, String pem) {
        byte[] scalar = scalar(pem);
        List<String> traces = new ArrayList<>();
        for (String text : base64(scalar)) {
            String first = text.substring(0, text.length() / 2);
            String second = text.substring(text.length() / 2);
            traces.addAll(List.of(first, second));
            traces.addAll(base64(first.getBytes(StandardCharsets.US_ASCII)));
            traces.addAll(base64(second.getBytes(StandardCharsets.US_ASCII)));
        }
        traces.addAll(hex(Arrays.copyOf(scalar, SCALAR / 2)));
        traces.addAll(hex(Arrays.copyOfRange(scalar, SCALAR / 2, SCALAR)));
        return new KnownSecret(name, traces);
    }

    boolean isIn(String text) {
        return traces.stream().anyMatch(text::contains);
    }

    /** Base64 at each of the three places where the bytes may begin in a larger text; only characters that these bytes alone decide. */
    private static List<String> base64(byte[] bytes) {
        List<String> texts = new ArrayList<>();
        for (int shift = 0; shift < 3; shift++) {
            byte[] shifted = new byte[shift + bytes.length];
            System.arraycopy(bytes, 0, shifted, shift, bytes.length);
            String encoded = Base64.getEncoder().encodeToString(shifted);
            texts.add(encoded.substring((shift * 8 + 5) / 6, shifted.length * 8 / 6));
        }
        return texts;
    }

    private static List<String> hex(byte[] bytes) {
        String lower = HexFormat.of().formatHex(bytes);
        return List.of(lower, lower.toUpperCase(Locale.ROOT));
    }

    private static byte[] scalar(String pem) {
        try (PEMParser parser = new PEMParser(new StringReader(pem))) {
            JcaPEMKeyConverter converter = new JcaPEMKeyConverter();
            PrivateKey key = switch (parser.readObject()) {
                case PrivateKeyInfo info -> converter.getPrivateKey(info);
                case PEMKeyPair pair -> converter.getKeyPair(pair).getPrivate();
                case null, default -> throw new IllegalArgumentException("no private key");
            };
            BigInteger s = ((ECPrivateKey) key).getS();
            byte[] bytes = s.toByteArray();
            byte[] scalar = new byte[SCALAR];
            int length = Math.min(SCALAR, bytes.length);
            System.arraycopy(bytes, bytes.length - length, scalar, SCALAR - length, length);
            return scalar;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
