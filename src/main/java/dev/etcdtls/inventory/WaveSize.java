package dev.etcdtls.inventory;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How many nodes go in one wave. */
public sealed interface WaveSize {
    Pattern GRAMMAR = Pattern.compile("([1-9][0-9]{0,4})(%?)");

    /** So many of so many nodes, never none. */
    int of(int nodes);

    /** A number of nodes. */
    record Nodes(int number) implements WaveSize {
        public Nodes {
            if (number < 1) {
                throw new IllegalArgumentException("a wave has at least one node, not " + number);
            }
        }

        @Override
        public int of(int nodes) {
            return number;
        }

        @Override
        public String toString() {
            return String.valueOf(number);
        }
    }

    /** A part of all nodes, rounded up. */
    record Percent(int number) implements WaveSize {
        public Percent {
            if (number < 1 || number > 100) {
                throw new IllegalArgumentException("expected 1% to 100%, found " + number + "%");
            }
        }

        @Override
        public int of(int nodes) {
            return Math.max(1, Math.ceilDiv(nodes * number, 100));
        }

        @Override
        public String toString() {
            return number + "%";
        }
    }

    /** Reads {@code 5} or {@code 25%}. */
    static WaveSize parse(String text) {
        Matcher matcher = GRAMMAR.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("expected a number like 5 or a part like 25%, found '" + text + "'");
        }
        int number = Integer.parseInt(matcher.group(1));
        return matcher.group(2).isEmpty() ? new Nodes(number) : new Percent(number);
    }
}
