package dev.etcdtls.model;

/** A key, token or password. It prints as {@code ***}; only {@link #reveal} gives it away. */
public record Secret(String reveal) {
    @Override
    public String toString() {
        return "***";
    }
}
