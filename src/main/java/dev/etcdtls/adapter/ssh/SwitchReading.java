package dev.etcdtls.adapter.ssh;

import dev.etcdtls.model.ErrorCode;
import dev.etcdtls.model.HostName;
import dev.etcdtls.model.Outcome;
import dev.etcdtls.model.RunId;
import dev.etcdtls.observation.SwitchState;
import dev.etcdtls.observation.SwitchState.Stage;
import dev.etcdtls.step.StepId;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Reads the one line that a dead-man switch keeps of itself: stage, run, step, second of the deadline or of the firing. */
final class SwitchReading {
    private static final Map<String, Stage> STAGES = Map.of(
            "armed", Stage.ARMED,
            "restarting", Stage.ARMED,
            "put-back", Stage.PUT_BACK,
            "left-alone", Stage.LEFT_ALONE,
            "restarted", Stage.RESTARTED,
            "restarted-in-vain", Stage.RESTARTED_IN_VAIN);

    private SwitchReading() {}

    /** An empty line is no switch; one that cannot be read is none that may be passed over. */
    static Outcome<Optional<SwitchState>> read(HostName host, String line) {
        if (line.isEmpty()) {
            return new Outcome.Done<>(Optional.empty());
        }
        String[] words = line.split(" ");
        try {
            if (words.length == 4 && STAGES.get(words[0]) instanceof Stage stage) {
                return new Outcome.Done<>(Optional.of(new SwitchState(
                        new RunId(words[1]),
                        new StepId(words[2]).value(),
                        stage,
                        Instant.ofEpochSecond(Long.parseLong(words[3])))));
            }
        } catch (IllegalArgumentException _) {
            // Told below: it is not a line that a switch has written.
        }
        return new Outcome.Refused<>(HostProblems.of(
                ErrorCode.STEP_FAILED,
                host,
                "the dead-man switch on it says something unknown: '" + line + "'",
                "look at /var/lib/etcd-tls/deadman on the host; remove it when nothing of it is armed"));
    }
}
