package dev.etcdtls.simulation;

import dev.etcdtls.config.ProcessSetting;

/** A unit of a simulated host, as its dead-man switch sees it. The cluster guards it. */
interface SwitchedUnit {
    /** How often it was started: what systemd tells by {@code INVOCATION_ID}. */
    int starts();

    /** Whether its process is there. */
    boolean runs();

    /** Whether a stop or a start is under way. */
    boolean isInTransition();

    /** Whether it passes its health check. */
    boolean healthy();

    /** Whether its process has it, in its environment or on its command line. */
    boolean has(ProcessSetting setting);

    /** systemd reads its units anew. */
    void readAnew();

    /** One stop and one start, with what its files say now. */
    void restart();
}
