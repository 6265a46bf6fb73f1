package dev.etcdtls.engine.observe;

/** The thread was interrupted while it waited. Nobody may swallow it: the step in work is in doubt from here on. */
public final class Interrupted extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public Interrupted(InterruptedException cause) {
        super("interrupted while waiting", cause);
    }
}
