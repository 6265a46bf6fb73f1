package dev.etcdtls.config;

/**
 * One {@code key=value} of a unit file, or the header of a section.
 *
 * @param key empty for a header
 * @param value continued lines joined, blanks around it stripped; quotes, escapes and specifiers as they stand
 * @param start of its first line
 * @param end behind the line end of its last line
 */
record UnitEntry(String section, String key, PlacedText value, int start, int end) {
    boolean is(String wantedSection, String wantedKey) {
        return section.equals(wantedSection) && key.equals(wantedKey);
    }
}
