package dev.etcdtls.engine.observe;

import dev.etcdtls.model.ErrorCode;
import dev.etcdtls.model.HostName;
import dev.etcdtls.model.Outcome;
import dev.etcdtls.model.Problem;
import dev.etcdtls.observation.EtcdService;
import dev.etcdtls.observation.HostFacts;
import dev.etcdtls.observation.HostObservation;
import dev.etcdtls.observation.Sight;
import dev.etcdtls.port.EtcdReads.Entry;
import dev.etcdtls.port.EtcdReads.SelfReport;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What the member on one host answered, or why it did not. */
sealed interface Answer {
    HostName host();

    /**
     * @param entries the membership as this member has it
     * @param notTold questions that it did not answer, in words
     */
    record Said(HostName host, SelfReport self, List<Entry> entries, List<String> alarms, List<Problem> notTold)
            implements Answer {}

    /** @param service of the host, where it could be looked at: its settings tell which member it would be */
    record Silent(HostName host, Optional<EtcdService> service, Problem reason) implements Answer {}

    /** Asks the member of a host that was just looked at. */
    static Answer from(HostObservation seen, Endpoints endpoints) {
        return switch (seen.sight()) {
            case Sight.Unseen<HostFacts>(Problem reason) -> new Silent(seen.host(), Optional.empty(), reason);
            case Sight.Seen<HostFacts>(HostFacts facts) ->
                facts.etcd()
                        .map(service -> ask(seen.host(), service, endpoints))
                        .orElseGet(() -> new Silent(seen.host(), Optional.empty(), noEtcd(seen.host())));
        };
    }

    private static Answer ask(HostName host, EtcdService service, Endpoints endpoints) {
        Problem reason = down(host, service);
        for (Line line : endpoints.lines(host, service.running())) {
            switch (line.reads().status(line.endpoint())) {
                case Outcome.Done<SelfReport>(SelfReport self) -> {
                    return told(host, line, self);
                }
                case Outcome.Refused<SelfReport>(Problem problem) -> reason = problem;
                case Outcome.Unknown<SelfReport>(Problem problem) -> reason = problem;
            }
        }
        return new Silent(host, Optional.of(service), reason);
    }

    private static Answer told(HostName host, Line line, SelfReport self) {
        Outcome<List<Entry>> entries = line.reads().members(line.endpoint());
        Outcome<List<String>> alarms = line.reads().alarms(line.endpoint());
        return new Said(
                host,
                self,
                valueOr(entries, List.of()),
                valueOr(alarms, List.of()),
                Stream.concat(problem(entries).stream(), problem(alarms).stream())
                        .toList());
    }

    private static <T> T valueOr(Outcome<T> outcome, T otherwise) {
        return outcome instanceof Outcome.Done<T>(T value) ? value : otherwise;
    }

    private static Optional<Problem> problem(Outcome<?> outcome) {
        return switch (outcome) {
            case Outcome.Done<?> _ -> Optional.empty();
            case Outcome.Refused<?>(Problem problem) -> Optional.of(problem);
            case Outcome.Unknown<?>(Problem problem) -> Optional.of(problem);
        };
    }

    private static Problem down(HostName host, EtcdService service) {
        return new Problem(
                ErrorCode.MEMBER_DOWN,
                "hosts/" + host,
                service.unit().name() + " is " + service.unit().activeState()
                        + " and its process has no client listener",
                "look at journalctl -u " + service.unit().name() + " on the host");
    }

    private static Problem noEtcd(HostName host) {
        return new Problem(
                ErrorCode.MEMBER_DOWN,
                "hosts/" + host,
                "no etcd unit that can start was found (a masked one cannot), though the inventory says member: true",
                "start the member (systemctl unmask first, when its unit is masked), or correct the inventory");
    }
}
