package dev.etcdtls.engine;

/** Where a run asks a person before it goes on. Closing plaintext needs a yes in every mode. */
public enum GateMode {
    /** Before each phase and each step. */
    STEP,
    /** Before each phase. */
    PHASE,
    /** Before plaintext is closed. */
    ENFORCE,
    /** Nowhere but where a yes cannot be done without. */
    NONE
}
