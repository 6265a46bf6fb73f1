package dev.etcdtls.config;

import java.util.List;

/**
 * A text as a program reads it out of a file, and where in the file each of its characters stands.
 *
 * @param places as many as the text has characters
 */
record PlacedText(String text, List<Integer> places) {
    private static final String BLANKS = " \t\n\r";

    PlacedText {
        places = List.copyOf(places);
    }

    static boolean isBlank(char c) {
        return BLANKS.indexOf(c) >= 0;
    }

    /** The part behind an offset, without the blanks around it. */
    PlacedText strippedFrom(int offset) {
        int from = offset;
        int to = text.length();
        while (from < to && isBlank(text.charAt(from))) {
            from++;
        }
        while (to > from && isBlank(text.charAt(to - 1))) {
            to--;
        }
        return new PlacedText(text.substring(from, to), places.subList(from, to));
    }
}
