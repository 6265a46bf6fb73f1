package dev.etcdtls.guard;

import dev.etcdtls.inventory.IssuerSettings.KeyOrigin;
import dev.etcdtls.model.ErrorCode;
import dev.etcdtls.model.HostName;
import dev.etcdtls.model.Problem;
import dev.etcdtls.observation.ClusterObservation;
import dev.etcdtls.observation.HostFacts;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** A host without the programs that a step runs there: for keys, for dials to the other members, for the census. */
final class ToolMissing {
    private ToolMissing() {}

    static List<Problem> problems(ClusterObservation seen, KeyOrigin keys) {
        return SeatedMember.all(seen).stream()
                .flatMap(seat -> problems(seat, keys).stream())
                .toList();
    }

    /** What a census needs: found missing when every member accepts TLS already, it would hold the run half-way. */
    static List<Problem> problemsOfCensus(ClusterObservation seen) {
        List<Problem> problems = new ArrayList<>();
        for (SeatedMember seat : SeatedMember.all(seen)) {
            Set<String> tools = seat.facts().machine().tools();
            if (!tools.contains("tcpdump")) {
                problems.add(problem(
                        seat.host(),
                        "tcpdump is not on the host, and it shows which clients speak plaintext",
                        "install tcpdump"));
            }
            if (!tools.contains("ss")) {
                problems.add(problem(
                        seat.host(), "ss is not on the host, and it shows who is connected", "install iproute2"));
            }
        }
        return problems;
    }

    static List<Problem> problems(SeatedMember seat, KeyOrigin keys) {
        Set<String> tools = seat.facts().machine().tools();
        List<Problem> problems = new ArrayList<>();
        if (keys == KeyOrigin.HOST_BORN && !tools.contains("openssl")) {
            problems.add(problem(
                    seat.host(),
                    "openssl is not on the host, and it makes the key there",
                    "install openssl, or say keys: issuer-born in the inventory"));
        }
        if (!tools.contains("curl") && !tools.contains("openssl")) {
            problems.add(problem(
                    seat.host(),
                    "neither curl nor openssl is on the host, and one of them dials the other members",
                    "install curl"));
        }
        return problems;
    }

    /** What a client's certificate needs on its host. */
    static List<Problem> problemsOfKeys(HostName host, HostFacts facts) {
        return facts.machine().tools().contains("openssl")
                ? List.of()
                : List.of(problem(
                        host,
                        "openssl is not on the host, and it makes and reads the keys of clients there",
                        "install openssl"));
    }

    private static Problem problem(HostName host, String summary, String next) {
        return new Problem(ErrorCode.HOST_TOOL_MISSING, Place.of(host), summary, next);
    }
}
