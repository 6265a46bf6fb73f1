package dev.etcdtls.adapter.terminal;

/** Where a run stops and asks. Closing plaintext is asked for, or approved by a flag, whatever the gate. */
public enum Gate {
    /** Before every step. */
    STEP,
    /** Before every phase. */
    PHASE,
    /** Before plaintext is closed, and where a fact could not be learned. */
    ENFORCE,
    /** Nowhere but before plaintext is closed; where a fact could not be learned the run stops without asking. */
    NONE
}
