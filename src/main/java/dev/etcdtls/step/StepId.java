package dev.etcdtls.step;

import java.util.regex.Pattern;

/** A step's derived identity, {@code phase/what}: the same in two plans of the same inventory. */
public record StepId(String value) {
    private static final Pattern GRAMMAR = Pattern.compile("[a-z]+(/[A-Za-z0-9._-]+){0,2}");

    public StepId {
        if (!GRAMMAR.matcher(value).matches()) {
            throw new IllegalArgumentException("not a step id: '" + value + "'");
        }
    }

    static StepId of(Phase phase, String what) {
        return new StepId(phase.text() + "/" + what.replaceAll("[^A-Za-z0-9._-]", "-"));
    }

    @Override
    public String toString() {
        return value;
    }
}
