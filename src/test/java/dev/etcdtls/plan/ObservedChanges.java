package dev.etcdtls.plan;

import dev.etcdtls.config.EtcdSettings;
import dev.etcdtls.model.HostName;
import dev.etcdtls.model.Problem;
import dev.etcdtls.observation.CertificateSet;
import dev.etcdtls.observation.ClusterObservation;
import dev.etcdtls.observation.EtcdService;
import dev.etcdtls.observation.HostFacts;
import dev.etcdtls.observation.HostFacts.Machine;
import dev.etcdtls.observation.HostObservation;
import dev.etcdtls.observation.MemberObservation;
import dev.etcdtls.observation.MemberStatus;
import dev.etcdtls.observation.Sight;
import dev.etcdtls.observation.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** What else may be true of an observed cluster. Members and hosts go by their numbers, from 1. */
public final class ObservedChanges {
    private ObservedChanges() {}

    /** A setting in force and on disk; an empty value takes it away. */
    public static ClusterObservation setting(ClusterObservation seen, int number, String flag, String value) {
        SortedMap<String, String> change = new TreeMap<>();
        change.put(flag, value);
        return service(seen, number, service -> {
            EtcdSettings settings = service.running().with(change);
            EtcdService.ConfigFile file = new EtcdService.ConfigFile(
                    ObservedClusters.file(settings),
                    service.file().owner(),
                    service.file().mode());
            return new EtcdService(service.unit(), service.program(), service.style(), settings, settings, file);
        });
    }

    /** Files say something that the process does not. */
    public static ClusterObservation pending(ClusterObservation seen, int number, String flag, String value) {
        SortedMap<String, String> change = new TreeMap<>();
        change.put(flag, value);
        return service(seen, number, service -> {
            EtcdSettings onDisk = service.onNextStart().with(change);
            EtcdService.ConfigFile file = new EtcdService.ConfigFile(
                    ObservedClusters.file(onDisk),
                    service.file().owner(),
                    service.file().mode());
            return new EtcdService(service.unit(), service.program(), service.style(), service.running(), onDisk, file);
        });
    }

    public static ClusterObservation unit(ClusterObservation seen, int number, UnaryOperator<EtcdService.Unit> change) {
        return service(
                seen,
                number,
                service -> new EtcdService(
                        change.apply(service.unit()),
                        service.program(),
                        service.style(),
                        service.running(),
                        service.onNextStart(),
                        service.file()));
    }

    public static ClusterObservation program(
            ClusterObservation seen, int number, UnaryOperator<EtcdService.Program> change) {
        return service(
                seen,
                number,
                service -> new EtcdService(
                        service.unit(),
                        change.apply(service.program()),
                        service.style(),
                        service.running(),
                        service.onNextStart(),
                        service.file()));
    }

    /** The unit failed, the process is gone, nobody answers. */
    public static ClusterObservation down(ClusterObservation seen, int number, Problem reason) {
        ClusterObservation stopped = unit(
                seen,
                number,
                unit -> new EtcdService.Unit(
                        unit.name(), "failed", unit.invocationId(), unit.needsDaemonReload(), unit.user(), 0));
        return silent(
                service(
                        stopped,
                        number,
                        service -> new EtcdService(
                                service.unit(),
                                service.program(),
                                service.style(),
                                new EtcdSettings(new TreeMap<>()),
                                service.onNextStart(),
                                service.file())),
                number,
                reason);
    }

    /** The member does not answer. */
    public static ClusterObservation silent(ClusterObservation seen, int number, Problem reason) {
        return member(
                seen,
                number,
                member -> new MemberObservation(
                        member.id(),
                        member.name(),
                        member.learner(),
                        Optional.empty(),
                        member.membership(),
                        new Sight.Unseen<>(reason)));
    }

    public static ClusterObservation status(ClusterObservation seen, int number, UnaryOperator<MemberStatus> change) {
        return member(
                seen,
                number,
                member -> member.status()
                        .seen()
                        .map(said -> new MemberObservation(
                                member.id(),
                                member.name(),
                                member.learner(),
                                member.host(),
                                member.membership(),
                                new Sight.Seen<>(change.apply(said))))
                        .orElse(member));
    }

    public static ClusterObservation member(
            ClusterObservation seen, int number, UnaryOperator<MemberObservation> change) {
        return seen.with(change.apply(seen.member(ObservedClusters.idOf(number)).orElseThrow()));
    }

    public static ClusterObservation service(ClusterObservation seen, int number, UnaryOperator<EtcdService> change) {
        return facts(
                seen,
                number,
                facts -> new HostFacts(
                        facts.machine(), facts.etcd().map(change), facts.certificates(), facts.sockets()));
    }

    public static ClusterObservation machine(ClusterObservation seen, int number, UnaryOperator<Machine> change) {
        return facts(
                seen,
                number,
                facts -> new HostFacts(
                        change.apply(facts.machine()), facts.etcd(), facts.certificates(), facts.sockets()));
    }

    public static ClusterObservation clock(ClusterObservation seen, int number, Duration offset) {
        return machine(
                seen,
                number,
                machine -> new Machine(
                        machine.hostKey(), offset, machine.addresses(), machine.tools(), machine.freeBytes()));
    }

    public static ClusterObservation tools(ClusterObservation seen, int number, Set<String> tools) {
        return machine(
                seen,
                number,
                machine -> new Machine(
                        machine.hostKey(), machine.clockOffset(), machine.addresses(), tools, machine.freeBytes()));
    }

    public static ClusterObservation free(ClusterObservation seen, int number, long bytes) {
        return machine(
                seen,
                number,
                machine -> new Machine(
                        machine.hostKey(), machine.clockOffset(), machine.addresses(), machine.tools(), bytes));
    }

    public static ClusterObservation sockets(ClusterObservation seen, int number, Socket... sockets) {
        return facts(
                seen,
                number,
                facts -> new HostFacts(facts.machine(), facts.etcd(), facts.certificates(), List.of(sockets)));
    }

    public static ClusterObservation certificates(
            ClusterObservation seen, int number, UnaryOperator<CertificateSet> change) {
        return facts(
                seen,
                number,
                facts -> new HostFacts(
                        facts.machine(),
                        facts.etcd(),
                        facts.certificates().stream().map(change).toList(),
                        facts.sockets()));
    }

    public static ClusterObservation unreachable(ClusterObservation seen, int number, Problem reason) {
        HostName host = ObservedClusters.hostOf(number);
        return silent(seen.with(new HostObservation(host, new Sight.Unseen<>(reason))), number, reason);
    }

    private static ClusterObservation facts(ClusterObservation seen, int number, UnaryOperator<HostFacts> change) {
        HostName host = ObservedClusters.hostOf(number);
        return seen.with(new HostObservation(
                host, new Sight.Seen<>(change.apply(seen.facts(host).orElseThrow()))));
    }
}
