package dev.etcdtls.simulation;

import dev.etcdtls.model.HostName;
import dev.etcdtls.model.ServiceUser;
import dev.etcdtls.model.UnitName;
import dev.etcdtls.observation.EtcdService;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A unit beside etcd's, such as a consumer's or a proxy's. It takes its time to stop; what its process does is the test's matter. Mutable
 * state; the cluster guards it.
 */
final class SimulatedUnit {
    final HostName host;
    final UnitName name;
    final ServiceUser user;
    /** How long the old process goes on after a stop was asked for: 65 s for a kube-apiserver with watches. */
    Duration stopTakes = Duration.ZERO;
    /** Asked at every start: why the process cannot run, or nothing. Here the test lets its process take up new settings. */
    Supplier<Optional<String>> onStart = Optional::empty;
    /** Asked at every reload of its settings: why they are refused, or nothing. Absent: the unit has no reload. */
    Optional<Supplier<Optional<String>>> onReload = Optional.empty();

    boolean needsDaemonReload;
    boolean enabled;
    int starts;
    String log = "";
    private final SimulatedClock clock;
    private String state = "inactive";
    private Optional<Instant> stopped = Optional.empty();
    private boolean startsAgain;

    SimulatedUnit(HostName host, UnitName name, ServiceUser user, SimulatedClock clock) {
        this.host = host;
        this.name = name;
        this.user = user;
        this.clock = clock;
    }

    /** Starts it unless it runs. */
    void start() {
        settle();
        if (!state.equals("active")) {
            startsAgain = true;
            settle();
        }
    }

    /** Stops it and starts it again. */
    void restart() {
        stop();
        startsAgain = true;
        settle();
    }

    void stop() {
        settle();
        if (state.equals("active")) {
            state = "deactivating";
            stopped = Optional.of(clock.now().plus(stopTakes));
        }
        startsAgain = false;
        settle();
    }

    /** Why it did not take its settings anew; nothing when it did. */
    Optional<String> reload() {
        settle();
        if (!state.equals("active")) {
            return Optional.of("Unit " + name + " is not active, cannot reload.");
        }
        return onReload.map(Supplier::get)
                .orElseGet(() -> Optional.of("Job type reload is not applicable for unit " + name + "."));
    }

    EtcdService.Unit unit() {
        settle();
        return new EtcdService.Unit(name, state, invocationId(), needsDaemonReload, user, isRunning() ? pid() : 0);
    }

    boolean isRunning() {
        return state.equals("active") || state.equals("deactivating");
    }

    /** Every start has an id of its own. */
    String invocationId() {
        return starts == 0 ? "" : "%s-%s-start-%d".formatted(host, name, starts);
    }

    long pid() {
        return 700L + starts;
    }

    /** Carries out what has become due. */
    private void settle() {
        if (stopped.filter(at -> !clock.now().isBefore(at)).isPresent()) {
            stopped = Optional.empty();
            state = "inactive";
        }
        if (startsAgain && stopped.isEmpty()) {
            startsAgain = false;
            starts++;
            Optional<String> failure = onStart.get();
            log = failure.map(why -> name + ": " + why).orElse(name + ": started");
            state = failure.isPresent() ? "failed" : "active";
        }
    }
}
