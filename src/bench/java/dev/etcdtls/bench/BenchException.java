package dev.etcdtls.bench;

/** A benchmark that could not be carried out; its figures would mean nothing. */
final class BenchException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BenchException(String message) {
        super(message);
    }

    BenchException(String message, Throwable cause) {
        super(message, cause);
    }
}
