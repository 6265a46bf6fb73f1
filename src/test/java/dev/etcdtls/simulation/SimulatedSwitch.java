package dev.etcdtls.simulation;

import dev.etcdtls.model.Digest;
import dev.etcdtls.model.FilePath;
import dev.etcdtls.observation.SwitchState;
import dev.etcdtls.observation.SwitchState.Stage;
import dev.etcdtls.port.Charge;
import dev.etcdtls.port.Charge.GuardedFile;
import dev.etcdtls.port.Charge.Health;
import dev.etcdtls.port.HostFile;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The dead-man switch of one simulated host: it lives on the host, so it does its work whether a tool lives or not. Mutable state; the
 * cluster guards it.
 */
final class SimulatedSwitch {
    /** How long it asks a process that is not yet ready. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    final Charge charge;
    private final SimulatedCluster cluster;
    private final SimulatedHost host;
    private final SwitchedUnit unit;
    private final Map<FilePath, HostFile> before;
    private final int starts;
    private final boolean ran;
    private final Instant deadline;
    private SwitchState state;
    private boolean atWork;

    /** Of a host that has kept what goes back. */
    SimulatedSwitch(SimulatedCluster cluster, SimulatedHost host, Charge charge) {
        this.cluster = cluster;
        this.host = host;
        this.unit = MemberUnit.orOther(cluster, host, charge.subject().unit());
        this.charge = charge;
        this.before = Map.copyOf(host.saved);
        this.starts = unit.starts();
        this.ran = unit.runs();
        Duration thrice = SimulatedNetwork.START.multipliedBy(3);
        Duration least = charge.subject().least();
        this.deadline = cluster.now().plus(thrice.compareTo(least) > 0 ? thrice : least);
        this.state = new SwitchState(charge.run(), charge.step().value(), Stage.ARMED, deadline);
    }

    SwitchState state() {
        return state;
    }

    boolean wasRestarted() {
        return unit.starts() != starts;
    }

    boolean isReady() {
        return unit.healthy();
    }

    /** It has asked for the restart, which is under way: nobody takes it away, and nobody arms it anew. */
    boolean isAtWork() {
        return atWork;
    }

    /** The files as they were before, but for those that somebody else has changed. */
    List<FilePath> putBackOwn() {
        List<FilePath> left = new ArrayList<>();
        boolean moved = false;
        for (GuardedFile file : charge.files()) {
            Optional<Digest> now = now(file);
            if (now.equals(file.after())) {
                putBack(file);
                moved = true;
            } else if (!now.equals(file.before())) {
                left.add(file.path());
            }
        }
        if (moved && charge.subject().readAnew()) {
            unit.readAnew();
        }
        return List.copyOf(left);
    }

    /** Whether some file is neither as it was before the step nor as the step made it. */
    boolean isAltered() {
        return charge.files().stream()
                .anyMatch(file -> !now(file).equals(file.before()) && !now(file).equals(file.after()));
    }

    /** Does its work when its time has come, once. */
    void fireIfDue() {
        if (host.off || !state.isArmed() || cluster.now().isBefore(deadline)) {
            return;
        }
        if (atWork) {
            conclude(state.left());
        } else if (isUntouched()) {
            takeBack(Stage.PUT_BACK);
        } else if (runsWithNewSettings() && unit.healthy()) {
            become(Stage.LEFT_ALONE, List.of());
        } else if (!runsWithNewSettings() || !cluster.now().isBefore(deadline.plus(PATIENCE))) {
            takeBack(Stage.RESTARTED);
        }
    }

    /** What it would do at its deadline, unless it is done, whatever its unit says of itself. */
    void takeBackNow() {
        if (atWork) {
            conclude(state.left());
        } else if (state.isArmed() || state.stage() == Stage.LEFT_ALONE) {
            takeBack(isUntouched() ? Stage.PUT_BACK : Stage.RESTARTED);
        }
    }

    private boolean isUntouched() {
        return !wasRestarted() && unit.runs() == ran;
    }

    private void takeBack(Stage wanted) {
        List<FilePath> left = List.of();
        if (charge.health() instanceof Health.Page) {
            charge.files().forEach(this::putBack);
        } else {
            left = putBackOwn();
        }
        if (left.size() == charge.files().size()) {
            become(Stage.LEFT_TO_OTHERS, left);
        } else if (wanted == Stage.PUT_BACK) {
            become(Stage.PUT_BACK, left);
        } else {
            unit.restart();
            conclude(left);
        }
    }

    private void conclude(List<FilePath> left) {
        atWork = unit.isInTransition();
        if (atWork) {
            state = new SwitchState(state.run(), state.step(), Stage.ARMED, deadline, left);
        } else {
            become(unit.runs() ? Stage.RESTARTED : Stage.RESTARTED_IN_VAIN, left);
        }
    }

    private boolean runsWithNewSettings() {
        return unit.runs() && charge.wanted().stream().allMatch(unit::has);
    }

    private Optional<Digest> now(GuardedFile file) {
        return host.files.text(file.path().value()).map(Digest::of);
    }

    private void putBack(GuardedFile file) {
        if (file.before().isEmpty()) {
            host.files.remove(file.path().value());
        } else {
            HostFile kept = Optional.ofNullable(before.get(file.path())).orElseThrow();
            host.files.write(file.path().value(), kept);
        }
    }

    private void become(Stage stage, List<FilePath> left) {
        state = new SwitchState(state.run(), state.step(), stage, cluster.now(), left);
    }
}
