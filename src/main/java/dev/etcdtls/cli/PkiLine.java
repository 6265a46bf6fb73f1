package dev.etcdtls.cli;

import java.util.List;

/**
 * One thing of the issuer.
 *
 * @param state {@code there}, {@code made} or {@code missing}
 * @param subject what it is about
 */
record PkiLine(String state, String subject, String detail) {
    static String text(List<PkiLine> lines) {
        StringBuilder text = new StringBuilder();
        for (PkiLine line : lines) {
            text.append(String.format(
                    java.util.Locale.ROOT, "%-8s %-32s %s%n", line.state(), line.subject(), line.detail()));
        }
        return text.toString();
    }
}
