package dev.etcdtls.acceptance;

/** The instants of a step at which a run is killed; {@link RunTrail.Mark} says when one has come, {@link HostWitness} whether it was hit. */
enum KillPoint {
    /** Throw-away servers run on the hosts. */
    IN_REHEARSAL,
    /** The journal has Started, and nothing of the step was done. */
    AFTER_STARTED,
    /** The settings on disk are edited, and the process still runs with the old ones. */
    AFTER_EDIT,
    /** systemd is between the end of the old process and the readiness of the new one. */
    DURING_RESTART,
    /** The member is back and its gate has passed, and the journal has no end of the step. */
    AFTER_GATE,
    /** The member is back with https for its peers, and its peer URLs in the raft store are still both. */
    BEFORE_SECOND_UPDATE,
    /** Captures run on the hosts. */
    IN_CENSUS,
    /** What the migration left behind is being removed. */
    IN_RETIRE;

    /** Whether a line that the run has just written says that the instant has come. */
    boolean isAnnouncedBy(RunTrail.Mark mark) {
        return switch (this) {
            case IN_REHEARSAL, AFTER_STARTED, IN_CENSUS, IN_RETIRE ->
                mark.word().equals(RunTrail.STARTED);
            case AFTER_EDIT -> mark.word().endsWith(" is edited");
            case DURING_RESTART -> mark.word().endsWith(" restarts");
            case AFTER_GATE, BEFORE_SECOND_UPDATE -> mark.word().startsWith("the gate of ");
        };
    }
}
