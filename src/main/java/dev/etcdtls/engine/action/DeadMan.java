package dev.etcdtls.engine.action;

import dev.etcdtls.config.EtcdSettings;
import dev.etcdtls.engine.observe.Endpoints;
import dev.etcdtls.model.ClientUrl;
import dev.etcdtls.model.Problem;
import dev.etcdtls.model.ProblemException;
import dev.etcdtls.model.RunId;
import dev.etcdtls.model.Scheme;
import dev.etcdtls.observation.ClusterObservation;
import dev.etcdtls.port.Charge;
import dev.etcdtls.port.EtcdEndpoint;
import dev.etcdtls.step.FileEdit;
import dev.etcdtls.step.Step;
import dev.etcdtls.step.Target;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The dead-man switch of a member's host in a step, from before the file changes until after the gate. */
final class DeadMan {
    private final Equipment equipment;
    private final Step step;
    private final Target target;
    private final HostSwitch host;

    DeadMan(Equipment equipment, Step step, Target target) {
        this.equipment = equipment;
        this.step = step;
        this.target = target;
        this.host = new HostSwitch(equipment, step, target.host());
    }

    /**
     * From here on the host takes the step back by itself, unless it is disarmed in time. A member that is down, and whose file is already
     * as the step wants it, has nothing to go back to: it is started without a switch.
     */
    void arm(FileEdit edit, ClusterObservation seen) {
        RunId run = equipment.world().run().folder().id();
        if (host.arm(Charge.ofMember(run, step.id(), target, edit, listener(edit, seen)))) {
            return;
        }
        if (isRunning(seen)) {
            throw notArmed("there is no copy of the file as it was before the edit");
        }
        equipment.tell(
                step,
                target.host()
                        + " has no former file to go back to, and its member is down: no dead-man switch is armed");
    }

    /** As {@link HostSwitch#demandArmed}. */
    void demandArmed() {
        host.demandArmed();
    }

    /** As {@link HostSwitch#disarm}. */
    void disarm() {
        host.disarm();
    }

    /** As {@link HostSwitch#standDown}. */
    void standDown() {
        host.standDown();
    }

    /** As {@link HostSwitch#announcement}. */
    Optional<Problem> announcement() {
        return host.announcement();
    }

    /**
     * The listener that the new settings give the member, where it must answer its health page: one of those that the step promises, if it
     * can be. With {@code listen-client-http-urls} the page is there alone (etcd 3.5.8 and later).
     */
    private ClientUrl listener(FileEdit edit, ClusterObservation seen) {
        EtcdSettings wanted = seen.service(target.host())
                .map(service -> service.onNextStart().with(edit.set()))
                .map(DeadMan::withHealthPage)
                .orElseThrow(() -> notArmed("its etcd cannot be seen"));
        Scheme promised = Voter.promised(step);
        return Endpoints.find(target.host(), wanted, promised)
                .or(() -> Endpoints.find(target.host(), wanted, promised == Scheme.HTTPS ? Scheme.HTTP : Scheme.HTTPS))
                .map(EtcdEndpoint::url)
                .orElseThrow(() -> notArmed("the new settings have no client listener"));
    }

    private boolean isRunning(ClusterObservation seen) {
        return seen.service(target.host())
                .filter(service -> !service.running().values().isEmpty())
                .isPresent();
    }

    private static EtcdSettings withHealthPage(EtcdSettings wanted) {
        return wanted.get("listen-client-http-urls")
                .map(urls -> wanted.with(new TreeMap<>(Map.of("listen-client-urls", urls))))
                .orElse(wanted);
    }

    private ProblemException notArmed(String why) {
        return new ProblemException(host.notArmed(why));
    }
}
