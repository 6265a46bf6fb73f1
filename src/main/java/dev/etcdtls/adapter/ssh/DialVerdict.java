package dev.etcdtls.adapter.ssh;

import dev.etcdtls.model.ErrorCode;
import dev.etcdtls.model.HostName;
import dev.etcdtls.model.Outcome;
import dev.etcdtls.model.Problem;
import dev.etcdtls.model.Verdict;
import java.util.List;
import java.util.function.Supplier;

/**
 * What a dial from a host says: an answer with status 200 is a pass; an address where nobody is, or a host that could not be asked, leaves
 * it open; anything else is a refusal.
 */
record DialVerdict(HostName from, String to, ErrorCode refusal) {
    /**
     * @param serverSaid the server's own reason for a refusal; asked only then, empty when it gave none
     */
    Verdict of(Outcome<HttpFromHost.Answer> outcome, Supplier<String> serverSaid) {
        return switch (outcome) {
            case Outcome.Done<HttpFromHost.Answer>(HttpFromHost.Answer answer) -> judged(answer, serverSaid);
            case Outcome.Refused<HttpFromHost.Answer>(Problem problem) -> new Verdict.Inconclusive(List.of(problem));
            case Outcome.Unknown<HttpFromHost.Answer>(Problem problem) -> new Verdict.Inconclusive(List.of(problem));
        };
    }

    private Verdict judged(HttpFromHost.Answer answer, Supplier<String> serverSaid) {
        if (answer.isOk()) {
            return Verdict.pass();
        }
        if (answer.isUnreachable()) {
            return new Verdict.Inconclusive(List.of(HostProblems.of(
                    ErrorCode.MEMBER_UNREACHABLE,
                    from,
                    to + " cannot be reached from here: " + answer.why(),
                    "check routes and firewalls between the two hosts, then resume")));
        }
        if (answer.lacksFiles()) {
            return new Verdict.Fail(List.of(HostProblems.of(
                    refusal,
                    from,
                    "the certificate set on this host cannot be used: " + answer.why(),
                    "look at the files below its folder `current`; stage them again if they are not whole")));
        }
        String reason = serverSaid.get();
        return new Verdict.Fail(List.of(HostProblems.of(
                refusal,
                from,
                to + " refuses a dial from here: " + answer.why() + (reason.isEmpty() ? "" : "; it says: " + reason),
                "compare the names and addresses in the certificates with the address that is dialled"
                        + " and the one it is dialled from")));
    }
}
