package dev.etcdtls.port;

import dev.etcdtls.inventory.ConsumerEntry;
import dev.etcdtls.observation.ConsumerObservation;

/** Looks at consumers. */
public interface ConsumerLook {
    /**
     * Its unit, its process, the files that a start would read and its certificate sets, read now. Changes nothing there. A consumer that
     * cannot be looked at (its host is away, systemd does not know its unit) is {@code Unseen} with the reason; this never throws for
     * expected trouble. What may be a secret in words and variables of the process never leaves the host; the texts of files are whole.
     */
    ConsumerObservation observe(ConsumerEntry consumer);
}
