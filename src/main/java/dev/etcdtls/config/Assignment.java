package dev.etcdtls.config;

/**
 * One assignment in an environment file.
 *
 * @param key as systemd reads it, trailing blanks stripped; may be a name that systemd then ignores ({@code export A})
 * @param placed the value as systemd reads it, unquoted, and where it stands
 * @param span where all of it stands
 */
record Assignment(String key, PlacedText placed, Span span) {
    /**
     * Offsets into the text.
     *
     * @param start first character of the key
     * @param valueStart first character after the equals sign and the blanks behind it
     * @param end the line end that closes the assignment, or the end of the text
     */
    record Span(int start, int valueStart, int end) {}

    String value() {
        return placed.text();
    }

    /** Whether systemd takes it over into the environment: it drops names that are not {@code [A-Za-z_][A-Za-z0-9_]*}. */
    boolean isValid() {
        return !key.isEmpty() && !isDigit(key.charAt(0)) && key.chars().allMatch(c -> isLetter(c) || isDigit(c));
    }

    private static boolean isLetter(int c) {
        return c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' || c == '_';
    }

    private static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }
}
