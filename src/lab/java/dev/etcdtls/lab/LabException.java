package dev.etcdtls.lab;

/** The lab cannot do what was asked. The message says what, where and what to do next. */
public final class LabException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    LabException(String message) {
        super(message);
    }

    LabException(String message, Throwable cause) {
        super(message, cause);
    }
}
