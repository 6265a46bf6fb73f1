package dev.etcdtls.engine.proof;

/** How often the proof writer writes. */
public enum Pace {
    /** A member is being disturbed, or is about to be: 15 writes a second in total. */
    DISTURBING,
    /** One write every ten seconds. */
    QUIET
}
