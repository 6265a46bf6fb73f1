package dev.etcdtls.inventory;

import java.time.Duration;

/**
 * @param quiet how long no plaintext client may have been seen before plaintext is closed
 * @param longest how long the census waits for that before the run is held
 */
public record CensusTimes(Duration quiet, Duration longest) {
    public static final CensusTimes DEFAULT = new CensusTimes(Duration.ofMinutes(10), Duration.ofMinutes(30));
}
