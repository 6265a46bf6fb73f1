package dev.etcdtls.engine.action;

import dev.etcdtls.model.ErrorCode;
import dev.etcdtls.model.HostName;
import dev.etcdtls.model.Problem;
import dev.etcdtls.observation.SwitchState;
import java.time.temporal.ChronoUnit;

/** What a dead-man switch did, in words. */
public final class SwitchWords {
    private SwitchWords() {}

    /** For a switch that has fired. */
    public static Problem fired(HostName host, SwitchState fired) {
        return new Problem(
                ErrorCode.DEAD_MAN_FIRED,
                "hosts/" + host,
                "its dead-man switch fired at " + fired.at().truncatedTo(ChronoUnit.SECONDS) + " in step "
                        + fired.step() + ": " + did(fired),
                "see why nobody disarmed it (journalctl -u etcd-tls-deadman, and etcd's own journal), then resume");
    }

    static String did(SwitchState state) {
        return switch (state.stage()) {
            case ARMED -> "it is armed and did nothing";
            case PUT_BACK -> "the file is as it was before the step, and nothing was restarted";
            case LEFT_ALONE -> "etcd was found healthy with its new configuration, and nothing was done";
            case RESTARTED ->
                "the file is as it was before the step, and etcd was restarted with it once and is active";
            case RESTARTED_IN_VAIN ->
                "the file is as it was before the step, and etcd was restarted with it once and did not become active";
        };
    }
}
