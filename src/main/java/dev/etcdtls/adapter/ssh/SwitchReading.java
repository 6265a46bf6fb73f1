package dev.etcdtls.adapter.ssh;

import dev.etcdtls.model.ErrorCode;
import dev.etcdtls.model.FilePath;
import dev.etcdtls.model.HostName;
import dev.etcdtls.model.Outcome;
import dev.etcdtls.model.RunId;
import dev.etcdtls.observation.SwitchState;
import dev.etcdtls.observation.SwitchState.Stage;
import dev.etcdtls.step.StepId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Reads the one line that a dead-man switch keeps of itself: stage, run, step, second of the deadline or of the firing, and, where it left
 * files to somebody else, these with commas between them.
 */
final class SwitchReading {
    private static final Map<String, Stage> STAGES = Map.of(
            "armed", Stage.ARMED,
            "restarting", Stage.ARMED,
            "put-back", Stage.PUT_BACK,
            "left-alone", Stage.LEFT_ALONE,
            "restarted", Stage.RESTARTED,
            "restarted-in-vain", Stage.RESTARTED_IN_VAIN,
            "left-to-others", Stage.LEFT_TO_OTHERS);

    private SwitchReading() {}

    /** An empty line is no switch; one that cannot be read is none that may be passed over. */
    static Outcome<Optional<SwitchState>> read(HostName host, String line) {
        if (line.isEmpty()) {
            return new Outcome.Done<>(Optional.empty());
        }
        String[] words = line.split(" ");
        try {
            if ((words.length == 4 || words.length == 5) && STAGES.get(words[0]) instanceof Stage stage) {
                return new Outcome.Done<>(Optional.of(new SwitchState(
                        new RunId(words[1]),
                        new StepId(words[2]).value(),
                        stage,
                        Instant.ofEpochSecond(Long.parseLong(words[3])),
                        words.length == 4 ? List.of() : files(words[4]))));
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

    private static List<FilePath> files(String word) {
        return Stream.of(word.split(",")).map(FilePath::new).toList();
    }
}
