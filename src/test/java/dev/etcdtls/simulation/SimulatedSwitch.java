package dev.etcdtls.simulation;

import dev.etcdtls.model.Digest;
import dev.etcdtls.observation.SwitchState;
import dev.etcdtls.observation.SwitchState.Stage;
import dev.etcdtls.port.DeadManSwitch.Charge;
import dev.etcdtls.port.HostFile;
import java.time.Duration;
import java.time.Instant;

/**
 * The dead-man switch of one simulated host: it lives on the host, so it does its work whether a tool lives or not. Mutable state; the
 * cluster guards it.
 */
final class SimulatedSwitch {
    static final Duration SHORTEST = Duration.ofSeconds(60);

    /** How long it asks a process that is not yet ready. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    final Charge charge;
    private final SimulatedCluster cluster;
    private final SimulatedMember member;
    private final HostFile before;
    private final int starts;
    private final boolean ran;
    private final Instant deadline;
    private SwitchState state;

    /** @param before what goes back */
    SimulatedSwitch(SimulatedCluster cluster, SimulatedMember member, Charge charge, HostFile before) {
        this.cluster = cluster;
        this.member = member;
        this.charge = charge;
        this.before = before;
        this.starts = member.host.starts;
        this.ran = member.process.isPresent();
        Duration thrice = SimulatedNetwork.START.multipliedBy(3);
        this.deadline = cluster.now().plus(thrice.compareTo(SHORTEST) > 0 ? thrice : SHORTEST);
        this.state = new SwitchState(charge.run(), charge.step().value(), Stage.ARMED, deadline);
    }

    SwitchState state() {
        return state;
    }

    boolean wasRestarted() {
        return member.host.starts != starts;
    }

    /** The file as it was before, unless somebody else has changed it. */
    void putBackOwn() {
        if (Digest.of(member.host.configuration()).equals(charge.edit().after())) {
            putBack();
        }
    }

    /** Does its work when its time has come, once. */
    void fireIfDue() {
        if (member.host.off || !state.isArmed() || cluster.now().isBefore(deadline)) {
            return;
        }
        if (!wasRestarted() && member.process.isPresent() == ran) {
            putBack();
            become(Stage.PUT_BACK);
        } else if (runsWithNewSettings() && member.ready) {
            become(Stage.LEFT_ALONE);
        } else if (!runsWithNewSettings() || !cluster.now().isBefore(deadline.plus(PATIENCE))) {
            putBack();
            cluster.restart(member);
            become(member.process.isPresent() ? Stage.RESTARTED : Stage.RESTARTED_IN_VAIN);
        }
    }

    private boolean runsWithNewSettings() {
        return member.process.isPresent()
                && charge.edit().set().entrySet().stream()
                        .allMatch(wanted ->
                                member.running().get(wanted.getKey()).orElse("").equals(wanted.getValue()));
    }

    private void putBack() {
        member.host.files.write(SimulatedHost.CONFIGURATION.value(), before);
    }

    private void become(Stage stage) {
        state = new SwitchState(state.run(), state.step(), stage, cluster.now());
    }
}
