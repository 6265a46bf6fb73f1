package dev.etcdtls.step;

import java.util.Locale;

/** The phases of a migration in their order. Each ends in a resting state. */
public enum Phase {
    PREFLIGHT,
    BACKUP,
    STAGE,
    ACCEPT,
    CONSUMERS,
    CENSUS,
    ENFORCE,
    VERIFY,
    RETIRE;

    /** As it is written on the command line and in step ids. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
