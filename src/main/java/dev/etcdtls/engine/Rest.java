package dev.etcdtls.engine;

import dev.etcdtls.step.Step;

/** Whether the cluster may be left as it is, in the words for the person on duty. */
final class Rest {
    static final String SAFE =
            "It is safe to wait: the cluster is at a resting state and may stay so, reboots of its hosts included.";

    static final String AS_FOUND = "Nothing was changed: the cluster is as it was found.";

    private Rest() {}

    static String notSafe(Step step) {
        return "Do not leave it so for long: " + step.id() + " is not finished, so " + step.what()
                + " may be out of service. Restart no other member before it is.";
    }
}
