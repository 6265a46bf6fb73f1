package dev.etcdtls.acceptance;

import static dev.etcdtls.acceptance.BadInput.plan;

import dev.etcdtls.acceptance.BadInput.Fault;
import dev.etcdtls.model.ErrorCode;
import java.util.List;

/** Hosts and clusters in which nothing may be begun, with the fault really planted. */
final class BadWorlds {
    private static final String LOCAL = "etcdctl --endpoints=http://127.0.0.1:2379 ";

    /** Hosts of one machine share its clock, so the host's {@code date} is another one: that is what a look asks. */
    private static final String WRONG_DATE = """
            printf '#!/bin/sh\\nexec /usr/bin/date --date="+300 seconds" "$@"\\n' > /usr/local/bin/date
            chmod 755 /usr/local/bin/date
            test $(( $(date +%s) - $(/usr/bin/date +%s) )) -ge 299
            """;

    /** A cluster takes a change of its membership only when all members have been connected for some seconds. */
    private static final String ADD_LEARNER = """
            for try in $(seq 40); do
              LOCAL member add m4 --learner --peer-urls=http://198.51.100.14:2380 && exit 0
              sleep 0.5
            done
            exit 1
            """.replace("LOCAL ", LOCAL);

    private static final String REMOVE_LEARNER =
            LOCAL + "member remove $(" + LOCAL + "member list | grep 198.51.100.14 | cut -d, -f1)";

    private static final String RAISE_ALARM = """
            id=$(LOCAL endpoint status -w json | grep -o '"member_id":[0-9]*' | cut -d: -f2)
            curl -sS -f http://127.0.0.1:2379/v3/maintenance/alarm \\
              -d "{\\"action\\":\\"ACTIVATE\\",\\"memberID\\":\\"$id\\",\\"alarm\\":\\"NOSPACE\\"}"
            """.replace("LOCAL ", LOCAL);

    static final String AWAIT_HEALTH =
            "\nfor try in $(seq 100); do " + LOCAL + "endpoint health && exit 0; sleep 0.2; done; exit 1";

    private BadWorlds() {}

    static List<BadInput> all() {
        return List.of(
                plan(
                        "a learner",
                        onHost("m1", ADD_LEARNER, REMOVE_LEARNER),
                        3,
                        ErrorCode.LEARNER_PRESENT,
                        "is a learner",
                        "etcdctl member promote",
                        "or remove it"),
                plan(
                        "a host whose SSH is down",
                        onHost("m3", "systemctl stop ssh", "systemctl start ssh"),
                        3,
                        ErrorCode.HOST_UNREACHABLE,
                        "SSH to ops@198.51.100.13:22 failed: Connection refused",
                        "where hosts/m3",
                        "`ssh ops@198.51.100.13`"),
                plan(
                        "no sudo",
                        onHost("m2", "mv /etc/sudoers.d/ops /root/", "mv /root/ops /etc/sudoers.d/"),
                        2,
                        ErrorCode.NO_SUDO,
                        "user ops may not become root without a password",
                        "where hosts/m2",
                        "NOPASSWD"),
                plan(
                        "a clock that is off by minutes",
                        onHost("m2", WRONG_DATE, "rm /usr/local/bin/date"),
                        3,
                        ErrorCode.CLOCK_SKEW,
                        "the clock of m2 is 300 s ahead of the issuer's; 30 s are allowed",
                        "where hosts/m2",
                        "set the clock right"),
                plan(
                        "an alarm",
                        onHost("m1", RAISE_ALARM, LOCAL + "alarm disarm"),
                        3,
                        ErrorCode.ALARM_RAISED,
                        "etcd has raised the alarm NOSPACE m1",
                        "where cluster",
                        "etcdctl alarm disarm"),
                plan(
                        "settings that a restart would bring into force",
                        onHost(
                                "m2",
                                "cp -p /etc/default/etcd /root/ && echo ETCD_HEARTBEAT_INTERVAL=200 >> /etc/default/etcd",
                                "mv /root/etcd /etc/default/etcd"),
                        3,
                        ErrorCode.PENDING_CHANGES,
                        "a restart would change heartbeat-interval (member m2)",
                        "where hosts/m2",
                        "take it back"),
                plan(
                        "a member that is down",
                        onHost("m3", "systemctl stop etcd", "systemctl start etcd" + AWAIT_HEALTH),
                        3,
                        ErrorCode.MEMBER_DOWN,
                        "member m3 does not run: etcd.service is inactive",
                        "where members/m3",
                        "journalctl -u etcd.service"));
    }

    /** A fault on one host, planted and taken back by scripts. */
    static Fault onHost(String host, String plant, String undo) {
        return new Fault() {
            @Override
            public void plant(Bench bench) {
                bench.inventory(text -> text);
                var unused = bench.root(host, plant);
            }

            @Override
            public boolean isOfWorld() {
                return true;
            }

            @Override
            public void undo(Bench bench) {
                var unused = bench.root(host, undo);
            }
        };
    }
}
