package dev.etcdtls.step;

import java.util.Locale;

/**
 * The phases of a migration in their order, then those of the way back in theirs. Each ends in a resting state.
 */
public enum Phase {
    PREFLIGHT,
    BACKUP,
    STAGE,
    ACCEPT,
    CONSUMERS,
    CENSUS,
    ENFORCE,
    VERIFY,
    RETIRE,
    /** Plaintext is served again beside TLS: the way back from {@link #ENFORCE}. */
    REOPEN,
    /** TLS listeners are taken away: the way back from {@link #ACCEPT}. */
    WITHDRAW,
    /** Certificates are removed from the hosts: the way back from {@link #STAGE}. */
    UNSTAGE;

    /** As it is written on the command line and in step ids. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
