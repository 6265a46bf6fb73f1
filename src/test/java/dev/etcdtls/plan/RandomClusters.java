package dev.etcdtls.plan;

import dev.etcdtls.model.Authority;
import dev.etcdtls.observation.ClusterObservation;
import dev.etcdtls.observation.MemberObservation;
import dev.etcdtls.observation.Socket;
import dev.etcdtls.step.Step;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** Healthy clusters of any shape that the planner supports, untouched or stopped somewhere on the way. */
final class RandomClusters {
    private static final List<String> VERSIONS = List.of("3.4.23", "3.4.27", "3.5.7", "3.5.16");

    private RandomClusters() {}

    static ClusterObservation of(Random random) {
        int members = 1 + random.nextInt(7);
        String version = VERSIONS.get(random.nextInt(VERSIONS.size()));
        ClusterObservation seen = ObservedClusters.plaintext(members, version, 1 + random.nextInt(members));
        for (int number = 1; number <= members; number++) {
            seen = shaped(seen, number, random);
        }
        return random.nextBoolean() ? seen : onTheWay(seen, random);
    }

    private static ClusterObservation shaped(ClusterObservation plain, int number, Random random) {
        String address = ObservedClusters.address(number);
        ClusterObservation seen = switch (random.nextInt(5)) {
            case 0 -> ObservedChanges.setting(plain, number, "listen-client-urls", "http://0.0.0.0:2379");
            case 1 -> ObservedChanges.setting(plain, number, "listen-client-urls", "http://" + address + ":2379");
            case 2 ->
                ObservedChanges.setting(
                        plain,
                        number,
                        "listen-client-urls",
                        "http://" + address + ":2379,http://" + address + ":4001,http://127.0.0.1:2379");
            case 3 -> ObservedChanges.setting(plain, number, "listen-peer-urls", "http://0.0.0.0:2380");
            default -> plain;
        };
        if (random.nextInt(4) == 0) {
            seen = ObservedChanges.setting(seen, number, "initial-cluster", "");
            seen = ObservedChanges.setting(seen, number, "discovery", "https://discovery.example/abc");
        }
        return random.nextBoolean() ? seen : withPeerSockets(seen, number);
    }

    private static ClusterObservation withPeerSockets(ClusterObservation seen, int number) {
        Socket[] sockets = Stream.iterate(1, other -> other + 1)
                .limit(seen.members().size())
                .filter(other -> other != number)
                .map(other -> new Socket(
                        Socket.State.ESTABLISHED,
                        new Authority("10.9.0." + number, 40_000 + other),
                        new Authority(ObservedClusters.address(other), 2380),
                        "etcd/" + number,
                        "etcd.service"))
                .toArray(Socket[]::new);
        return ObservedChanges.sockets(seen, number, sockets);
    }

    /** After some steps of its own plan, in the order that the plan would do them or with some of accept left out. */
    private static ClusterObservation onTheWay(ClusterObservation seen, Random random) {
        List<Step> steps = Planning.plan(seen).steps();
        if (random.nextBoolean()) {
            return Planning.after(seen, steps.subList(0, random.nextInt(steps.size() + 1)));
        }
        List<Step> some = steps.stream()
                .filter(step ->
                        step instanceof Step.StageCertificate || step instanceof Step.AcceptTls && random.nextBoolean())
                .toList();
        return withLeaderBack(Planning.after(seen, some), seen);
    }

    private static ClusterObservation withLeaderBack(ClusterObservation state, ClusterObservation first) {
        ClusterObservation back = state;
        for (var member : first.members()) {
            var now = back.member(member.id()).orElseThrow();
            back = back.with(new MemberObservation(
                    now.id(), now.name(), now.learner(), now.host(), now.membership(), member.status()));
        }
        return back;
    }
}
