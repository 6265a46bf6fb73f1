package dev.etcdtls.model;

/** Who is to act on a problem, and with which exit code the command ends. */
public enum Severity {
    /** Said, and the run goes on. */
    WARNING(0),
    /** The input is wrong whatever the world does. */
    INPUT(2),
    /** The world says not now; safe to look and resume. */
    HELD(3),
    /** A step failed, or a proof did not hold. */
    FAILED(4),
    /** Paused or declined by a person, or nobody could be asked. */
    DECLINED(5),
    /** A valid plan whose world moved. */
    MOVED(6),
    /** Another run holds the lock. */
    LOCKED(7);

    private final int exitCode;

    Severity(int exitCode) {
        this.exitCode = exitCode;
    }

    public int exitCode() {
        return exitCode;
    }
}
