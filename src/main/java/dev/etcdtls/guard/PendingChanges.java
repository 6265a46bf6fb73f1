package dev.etcdtls.guard;

import dev.etcdtls.config.EtcdSettings;
import dev.etcdtls.model.ErrorCode;
import dev.etcdtls.model.EtcdVersion;
import dev.etcdtls.model.Problem;
import dev.etcdtls.observation.ClusterObservation;
import dev.etcdtls.observation.EtcdService;
import dev.etcdtls.observation.MemberStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * A restart that would change more than the plan says: files that are not in force, a unit that systemd has not read again, another program
 * than the one that runs. Settings are named, their values are not: one of them may be a token.
 */
final class PendingChanges {
    private static final String REMEDY =
            "make it so with a restart of your own when that is fine, or take it back; then plan again";

    private PendingChanges() {}

    static List<Problem> problems(ClusterObservation seen) {
        return SeatedMember.all(seen).stream()
                .flatMap(seat -> problems(seat).stream())
                .toList();
    }

    static List<Problem> problems(SeatedMember seat) {
        return problemsBut(seat, Set.of());
    }

    /** The same, but for settings that the step itself sets. */
    static List<Problem> problemsBut(SeatedMember seat, Set<String> ownFlags) {
        if (!seat.service().unit().isActive()) {
            return List.of();
        }
        List<Problem> problems = problemsOfUnitAndProgram(seat);
        List<String> differing =
                new ArrayList<>(differing(seat.running(), seat.service().onNextStart()));
        differing.removeAll(ownFlags);
        if (!differing.isEmpty()) {
            problems.add(problem(seat, "a restart would change " + String.join(", ", differing)));
        }
        return problems;
    }

    /** All but the settings: for a member whose file was edited by the step that is in doubt. */
    static List<Problem> problemsOfUnitAndProgram(SeatedMember seat) {
        EtcdService service = seat.service();
        List<Problem> problems = new ArrayList<>();
        if (service.unit().needsDaemonReload()) {
            problems.add(problem(seat, service.unit().name() + " was changed and systemd has not read it again"));
        }
        Optional<EtcdVersion> runs = seat.member().status().seen().map(MemberStatus::version);
        EtcdVersion onDisk = service.program().onDisk();
        if (runs.filter(version -> !version.equals(onDisk)).isPresent()) {
            problems.add(problem(seat, "etcd " + runs.get() + " runs and a restart would start " + onDisk));
        } else if (service.program().replaced()) {
            problems.add(problem(seat, service.program().executable() + " was replaced since etcd was started"));
        }
        return problems;
    }

    private static Problem problem(SeatedMember seat, String what) {
        return new Problem(
                ErrorCode.PENDING_CHANGES,
                Place.of(seat.host()),
                what + " (member " + seat.member().name() + ")",
                REMEDY);
    }

    private static List<String> differing(EtcdSettings running, EtcdSettings onNextStart) {
        TreeSet<String> flags = new TreeSet<>(running.values().keySet());
        flags.addAll(onNextStart.values().keySet());
        return flags.stream()
                .filter(flag -> !Objects.equals(running.get(flag), onNextStart.get(flag)))
                .collect(Collectors.toList());
    }
}
