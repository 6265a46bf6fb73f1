package dev.etcdtls.adapter.yaml;

import java.util.Collection;
import java.util.Comparator;

/** Finds the word that a person probably meant. */
final class Spelling {
    private Spelling() {}

    /** What to do about an unknown word: the nearest valid one if it is near, and all valid ones. */
    static String advice(String unknown, Collection<String> valid) {
        String all = "valid here: " + String.join(", ", valid);
        return valid.stream()
                .min(Comparator.comparingInt(word -> distance(unknown, word)))
                .filter(word -> distance(unknown, word) <= Math.max(2, word.length() / 3))
                .map(word -> "did you mean '" + word + "'? " + all)
                .orElse(all);
    }

    /** Levenshtein's distance. */
    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int substituted = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(substituted, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.length()];
    }
}
