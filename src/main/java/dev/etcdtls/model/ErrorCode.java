package dev.etcdtls.model;

/** The kinds of expected trouble. A code is for ever: it has a runbook in {@code runbooks/what-if/} and a severity that never changes. */
public enum ErrorCode {
    INVENTORY_INVALID(Severity.INPUT),
    FLAG_INVALID(Severity.INPUT),
    HOST_KEY_UNKNOWN(Severity.INPUT),
    SSH_AUTHENTICATION(Severity.INPUT),
    NO_SUDO(Severity.INPUT),
    ISSUER_TOKEN(Severity.INPUT),
    ISSUER_MOUNT_MISSING(Severity.INPUT),
    ISSUER_ROLE_UNFIT(Severity.INPUT),
    LOCAL_CA_MISSING(Severity.INPUT),
    PLAN_ALTERED(Severity.INPUT),
    PLAN_OTHER_CLUSTER(Severity.INPUT),
    PLAN_UNREADABLE(Severity.INPUT),
    RUN_UNREADABLE(Severity.INPUT),
    OUTAGE_NOT_ACCEPTED(Severity.INPUT),
    SHORT_TTL_NOT_ACCEPTED(Severity.INPUT),
    STYLE_UNSUPPORTED(Severity.INPUT),
    CONFIGURATION_CONFLICT(Severity.INPUT),
    HOST_TOOL_MISSING(Severity.INPUT),
    INVENTORY_INCOMPLETE(Severity.INPUT),
    UNSUPPORTED_CLUSTER(Severity.INPUT),
    POINT_OF_NO_RETURN(Severity.INPUT),
    CONSUMER_UNSUPPORTED(Severity.INPUT),

    HOST_UNREACHABLE(Severity.HELD),
    APISERVER_AT_RISK(Severity.HELD),
    DEPENDENT_UNITS(Severity.HELD),
    MEMBER_DOWN(Severity.HELD),
    MEMBER_UNREACHABLE(Severity.HELD),
    LAGGING_MEMBER(Severity.HELD),
    LEARNER_PRESENT(Severity.HELD),
    ALARM_RAISED(Severity.HELD),
    NO_LEADER(Severity.HELD),
    MEMBERSHIP_DISAGREES(Severity.HELD),
    QUORUM_AT_RISK(Severity.HELD),
    CLOCK_SKEW(Severity.HELD),
    TTL_CUT(Severity.HELD),
    PENDING_CHANGES(Severity.HELD),
    DISK_SPACE(Severity.HELD),
    QUOTA_NEARLY_FULL(Severity.HELD),
    ISSUER_UNAVAILABLE(Severity.HELD),
    CERTIFICATE_EXPIRING(Severity.HELD),
    DATA_DIFFERS(Severity.HELD),
    PORT_IN_USE(Severity.HELD),
    PLAINTEXT_CLIENT(Severity.HELD),
    TLS_CLIENT(Severity.HELD),
    CENSUS_TIMED_OUT(Severity.HELD),
    HEALTH_CHECK_TRAP(Severity.HELD),
    LOCK_LOST(Severity.HELD),
    DEAD_MAN_ARMED(Severity.HELD),
    DEAD_MAN_FIRED(Severity.HELD),
    ERROR_BUDGET_SPENT(Severity.HELD),
    GATE_INCONCLUSIVE(Severity.HELD),
    OUTCOME_UNKNOWN(Severity.HELD),
    RUN_NOT_AT_WORK(Severity.HELD),
    RUN_NOT_WAITING(Severity.HELD),

    STEP_FAILED(Severity.FAILED),
    GATE_FAILED(Severity.FAILED),
    CERTIFICATE_UNFIT(Severity.FAILED),
    REHEARSAL_FAILED(Severity.FAILED),
    SNAPSHOT_CORRUPT(Severity.FAILED),
    MEMBERSHIP_UNEXPECTED(Severity.FAILED),
    WRITE_LOST(Severity.FAILED),
    CONSUMER_TAKEN_BACK(Severity.FAILED),
    PROOF_FAILED(Severity.FAILED),

    CONSENT_MISSING(Severity.DECLINED),
    STOPPED_BY_PERSON(Severity.DECLINED),

    WORLD_MOVED(Severity.MOVED),

    LOCKED(Severity.LOCKED);

    private final Severity severity;

    ErrorCode(Severity severity) {
        this.severity = severity;
    }

    public Severity severity() {
        return severity;
    }
}
