package dev.etcdtls.engine.observe;

import dev.etcdtls.model.ErrorCode;
import dev.etcdtls.model.HostName;
import dev.etcdtls.model.MemberId;
import dev.etcdtls.model.MemberName;
import dev.etcdtls.model.Outcome;
import dev.etcdtls.model.Problem;
import dev.etcdtls.observation.ClusterObservation;
import dev.etcdtls.observation.EtcdService;
import dev.etcdtls.port.EtcdReads.Entry;
import java.util.List;
import java.util.function.Function;

/** Asks every member one question, at the listeners that an observation found. Each member is asked itself, never one for another. */
public final class RollCall {
    private final List<Seat> seats;
    private final ClusterObservation seen;
    private final Endpoints endpoints;

    public RollCall(List<Seat> seats, ClusterObservation seen, Endpoints endpoints) {
        this.seats = List.copyOf(seats);
        this.seen = seen;
        this.endpoints = endpoints;
    }

    /** A member and the host that carries it. */
    public record Seat(MemberId id, MemberName name, HostName host) {}

    public record Reply<T>(Seat seat, Outcome<T> said) {}

    public List<Seat> seats() {
        return seats;
    }

    /** The membership as each member has it. */
    public List<Reply<List<Entry>>> memberships() {
        return ask(line -> line.reads().members(line.endpoint()));
    }

    /** One member's answer. */
    public <T> Outcome<T> ask(MemberId member, Function<Line, Outcome<T>> question) {
        return seats.stream()
                .filter(seat -> seat.id().equals(member))
                .findFirst()
                .map(seat -> answer(seat, question))
                .orElseThrow(() -> new IllegalArgumentException("member " + member + " is not called"));
    }

    /** The answers in the order of the seats; a member that cannot be reached on its best way is asked on the next. */
    public <T> List<Reply<T>> ask(Function<Line, Outcome<T>> question) {
        return Together.ask(seats, seat -> new Reply<>(seat, answer(seat, question)));
    }

    private <T> Outcome<T> answer(Seat seat, Function<Line, Outcome<T>> question) {
        List<Line> lines = seen.service(seat.host())
                .map(EtcdService::running)
                .map(running -> endpoints.lines(seat.host(), running))
                .orElse(List.of());
        Outcome<T> last = new Outcome.Refused<>(new Problem(
                ErrorCode.MEMBER_UNREACHABLE,
                "members/" + seat.name(),
                "its etcd on " + seat.host() + " has no client listener to ask",
                "see that the member runs"));
        for (Line line : lines) {
            last = question.apply(line);
            if (last.isDone()) {
                return last;
            }
        }
        return last;
    }
}
