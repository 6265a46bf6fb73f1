package dev.etcdtls.acceptance;

import static dev.etcdtls.acceptance.BadInput.apply;

import dev.etcdtls.acceptance.BadInput.Fault;
import dev.etcdtls.model.ErrorCode;
import java.util.List;

/** Plans that must not be carried out: altered ones, and good ones whose world is another by now. */
final class BadPlans {
    private static final String LOCAL = "etcdctl --endpoints=http://127.0.0.1:2379 ";
    private static final String URLS_OF_M3 =
            LOCAL + "member update $(" + LOCAL + "member list | grep 198.51.100.13 | cut -d, -f1) --peer-urls=";
    private static final List<String> MEMBERS = List.of("m1", "m2", "m3");

    private BadPlans() {}

    static List<BadInput> all() {
        return List.of(
                apply(
                        "a plan with one URL edited",
                        "edited",
                        bench -> AlteredPlan.of(bench).member().to("edited"),
                        2,
                        List.of(ErrorCode.PLAN_ALTERED),
                        "its digest does not fit",
                        "where edited/plan.json",
                        "make a new one with etcd-tls plan"),
                apply(
                        "a plan with one peer URL edited and its digest made anew",
                        "forged",
                        bench -> AlteredPlan.of(bench).member().digestAnew().to("forged"),
                        2,
                        List.of(ErrorCode.PLAN_ALTERED),
                        "peerUrls is [http://198.51.100.12:2381] instead of [http://198.51.100.12:2380]",
                        "where steps/enforce/m2",
                        "do not use this plan"),
                apply(
                        "a plan with one setting edited and its digest made anew",
                        "forged",
                        bench -> AlteredPlan.of(bench).setting().digestAnew().to("forged"),
                        2,
                        List.of(ErrorCode.PLAN_ALTERED),
                        "edit.set advertise-client-urls is https://198.51.100.66:2379 instead of",
                        "where steps/enforce/m2",
                        "do not use this plan"),
                apply(
                        "a world that moved since the plan",
                        Bench.GOOD_PLAN,
                        moved(),
                        6,
                        List.of(ErrorCode.WORLD_MOVED, ErrorCode.WORLD_MOVED),
                        "its peer URLs changed from http://198.51.100.13:2380 to"
                                + " http://198.51.100.13:2380,http://198.51.100.13:2390",
                        "where members/m3",
                        "etcd's configuration file has changed",
                        "where hosts/m2",
                        "plan again"),
                apply(
                        "a member that is down since the plan",
                        Bench.GOOD_PLAN,
                        BadWorlds.onHost("m3", "systemctl stop etcd", "systemctl start etcd" + BadWorlds.AWAIT_HEALTH),
                        3,
                        List.of(ErrorCode.MEMBER_DOWN),
                        "member m3 does not run",
                        "where members/m3"),
                apply(
                        "a plan for another cluster",
                        Bench.GOOD_PLAN,
                        rebuilt(),
                        2,
                        List.of(ErrorCode.PLAN_OTHER_CLUSTER),
                        "the plan is for the cluster with etcd's id",
                        "where cluster",
                        "use the plan of this cluster"));
    }

    /** A comment in a file, and a second peer URL beside the first. */
    private static Fault moved() {
        Fault comment = BadWorlds.onHost(
                "m2",
                "cp -p /etc/default/etcd /root/ && echo '# by hand' >> /etc/default/etcd",
                "mv /root/etcd /etc/default/etcd");
        Fault urls = BadWorlds.onHost(
                "m1",
                URLS_OF_M3 + "http://198.51.100.13:2380,http://198.51.100.13:2390",
                URLS_OF_M3 + "http://198.51.100.13:2380");
        return both(comment, urls);
    }

    private static Fault both(Fault one, Fault other) {
        return new Fault() {
            @Override
            public void plant(Bench bench) {
                one.plant(bench);
                other.plant(bench);
            }

            @Override
            public boolean isOfWorld() {
                return true;
            }

            @Override
            public void undo(Bench bench) {
                other.undo(bench);
                one.undo(bench);
            }
        };
    }

    /** The same hosts, addresses and names, set up anew with another cluster token: etcd makes all ids from that. */
    private static Fault rebuilt() {
        return new Fault() {
            @Override
            public void plant(Bench bench) {
                rebuild(bench, "another");
            }

            @Override
            public boolean isOfWorld() {
                return true;
            }

            @Override
            public void undo(Bench bench) {
                rebuild(bench, "lab");
            }
        };
    }

    private static void rebuild(Bench bench, String token) {
        MEMBERS.forEach(member -> bench.root(member, "systemctl stop etcd; rm -rf /var/lib/etcd/*"));
        MEMBERS.forEach(member -> bench.root(
                member,
                "sed -i 's/^ETCD_INITIAL_CLUSTER_TOKEN=.*/ETCD_INITIAL_CLUSTER_TOKEN=" + token
                        + "/' /etc/default/etcd; systemctl start --no-block etcd"));
        MEMBERS.forEach(member -> bench.root(member, BadWorlds.AWAIT_HEALTH));
    }
}
