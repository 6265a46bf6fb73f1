package dev.etcdtls.engine.action;

import dev.etcdtls.model.ErrorCode;
import dev.etcdtls.model.FilePath;
import dev.etcdtls.model.HostName;
import dev.etcdtls.model.Problem;
import dev.etcdtls.observation.SwitchState;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Collectors;

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
                "see why nobody disarmed it (journalctl -u etcd-tls-deadman, and the unit's own journal), then resume");
    }

    static String did(SwitchState state) {
        return switch (state.stage()) {
            case ARMED -> "it is armed and did nothing";
            case PUT_BACK -> back(state) + ", and nothing was restarted";
            case LEFT_ALONE -> "the unit was found healthy with its new configuration, and nothing was done";
            case RESTARTED -> back(state) + ", and the unit was restarted with it once and is active";
            case RESTARTED_IN_VAIN ->
                back(state) + ", and the unit was restarted with it once and did not become active";
            case LEFT_TO_OTHERS ->
                "somebody else has changed " + files(state.left()) + " since the step, and nothing was done";
        };
    }

    private static String back(SwitchState state) {
        String back = "the configuration is as it was before the step";
        return state.left().isEmpty()
                ? back
                : back + " but for " + files(state.left()) + ", changed by somebody else since and left as found";
    }

    private static String files(List<FilePath> files) {
        return files.stream().map(FilePath::value).collect(Collectors.joining(", "));
    }
}
