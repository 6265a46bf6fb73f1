package dev.etcdtls.guard;

/** Whether the person has accepted that each restart of a cluster of one or two members is an outage. */
public enum Outage {
    ACCEPTED,
    NOT_ACCEPTED
}
