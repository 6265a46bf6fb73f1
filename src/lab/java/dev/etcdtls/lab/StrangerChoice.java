package dev.etcdtls.lab;

/** Whether a lab has clients that its inventory does not name. */
public enum StrangerChoice {
    /** None. */
    NONE,
    /** Host {@code k2}, which the inventory does not name either, reads from the cluster in plaintext. */
    RUNNING
}
