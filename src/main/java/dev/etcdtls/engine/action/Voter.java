package dev.etcdtls.engine.action;

import dev.etcdtls.engine.observe.Endpoints;
import dev.etcdtls.model.ClientUrl;
import dev.etcdtls.model.Outcome;
import dev.etcdtls.model.Problem;
import dev.etcdtls.model.Scheme;
import dev.etcdtls.observation.ClusterObservation;
import dev.etcdtls.observation.MemberObservation;
import dev.etcdtls.observation.MemberStatus;
import dev.etcdtls.port.EtcdEndpoint;
import dev.etcdtls.step.RevertAccept;
import dev.etcdtls.step.RevertEnforce;
import dev.etcdtls.step.Step;
import dev.etcdtls.step.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Whether a member takes its full part: what it says of itself, and what it does when it is asked to. Each answer is what is wrong. */
final class Voter {
    private final Equipment equipment;
    private final Target target;
    private final Scheme promised;

    /** @param promised what clients find at a listener of the member when the step is done */
    Voter(Equipment equipment, Target target, Scheme promised) {
        this.equipment = equipment;
        this.target = target;
        this.promised = promised;
    }

    /** A step towards TLS promises TLS; one on the way back promises plaintext. */
    static Scheme promised(Step step) {
        return step instanceof RevertEnforce || step instanceof RevertAccept ? Scheme.HTTP : Scheme.HTTPS;
    }

    /** It knows the leader that all others name, is no learner, reports no error. */
    List<String> status(ClusterObservation seen) {
        Optional<MemberObservation> member = seen.member(target.id());
        Optional<MemberStatus> status = member.flatMap(one -> one.status().seen());
        if (status.isEmpty() || status.get().leader().isEmpty()) {
            return List.of("it does not answer, or knows no leader");
        }
        List<String> wrong = new ArrayList<>();
        if (!LeaderMove.allNameOneLeader(seen)) {
            wrong.add("the members do not all name the same leader");
        }
        if (!status.get().errors().isEmpty()) {
            wrong.add("it reports " + String.join(", ", status.get().errors()));
        }
        if (member.filter(MemberObservation::learner).isPresent()) {
            wrong.add("it is a learner");
        }
        return wrong;
    }

    /**
     * A linearizable read on each of its client listeners, by gRPC: the health page of one is green while gRPC is lost on it. On the way back
     * only plaintext is promised: a certificate that has expired is a reason to go back, and none to stay.
     */
    List<String> reads(ClusterObservation seen) {
        List<ClientUrl> urls = seen.service(target.host())
                .map(service -> Endpoints.dialable(service.running()))
                .orElse(List.of());
        List<String> wrong = new ArrayList<>();
        if (urls.stream().noneMatch(url -> url.scheme() == promised)) {
            wrong.add("it has no " + promised + " client listener");
        }
        for (ClientUrl url : urls) {
            if (url.scheme() == promised || promised == Scheme.HTTPS) {
                Outcome<Long> said =
                        equipment.world().etcd().api().linearizableRead(new EtcdEndpoint(target.host(), url));
                reason(said).ifPresent(why -> wrong.add("a linearizable read over " + url + " failed: " + why));
            }
        }
        return wrong;
    }

    /** It has applied what the leader had at the look before. An etcd that does not tell what it applied (3.3) tells its committed index. */
    List<String> lag(ClusterObservation seen) {
        Optional<Long> leader = seen.leader()
                .flatMap(seen::member)
                .flatMap(member -> member.status().seen())
                .map(status -> status.raft().index());
        if (leader.isEmpty()) {
            return List.of("how far the leader is could not be seen");
        }
        Outcome<Long> reached = equipment
                .rollCall(seen)
                .ask(target.id(), line -> line.reads().status(line.endpoint()))
                .then(self -> new Outcome.Done<>(reached(self.status())));
        return reached instanceof Outcome.Done<Long>(Long index) && index >= leader.get()
                ? List.of()
                : List.of("it has not applied index " + leader.get() + ", which the leader had before");
    }

    private static long reached(MemberStatus status) {
        return status.version().isAtLeast(3, 4, 0)
                ? status.raft().applied()
                : status.raft().index();
    }

    private static Optional<String> reason(Outcome<?> said) {
        return switch (said) {
            case Outcome.Done<?> _ -> Optional.empty();
            case Outcome.Refused<?>(Problem problem) -> Optional.of(problem.summary());
            case Outcome.Unknown<?>(Problem problem) -> Optional.of(problem.summary());
        };
    }
}
