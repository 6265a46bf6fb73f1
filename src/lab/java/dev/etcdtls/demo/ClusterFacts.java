package dev.etcdtls.demo;

import dev.etcdtls.lab.HostRole;
import dev.etcdtls.lab.Lab;
import dev.etcdtls.lab.LabHost;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/** What the cluster is, asked with etcdctl, ss and journalctl on its own hosts; etcd-tls is not asked. */
public final class ClusterFacts {
    private static final Duration LIMIT = Duration.ofMinutes(1);
    /** systemd's id of "unit started"; its messages carry the INVOCATION_ID of that very start. */
    private static final String STARTED = "39f53479d3a045ac8e11786248231fbf";

    private final Lab lab;

    public ClusterFacts(Lab lab) {
        this.lab = lab;
    }

    public List<LabHost> members() {
        return lab.hosts().stream()
                .filter(host -> host.role() == HostRole.MEMBER)
                .toList();
    }

    /** Cluster id and each member's id with its name, as one text. */
    public String identities(Access access) {
        String fields = on(members().getFirst(), etcdctl(members().getFirst(), access) + " member list -w fields");
        StringBuilder text = new StringBuilder();
        fields.lines()
                .filter(line -> line.matches("\"(ClusterID|ID|Name)\" : .*"))
                .forEach(line -> text.append(line).append(' '));
        return text.toString().strip();
    }

    /** Every URL of the membership. */
    List<String> membershipUrls(Access access) {
        return on(members().getFirst(), etcdctl(members().getFirst(), access) + " member list -w simple")
                .lines()
                .flatMap(line -> List.of(line.split("[ ,]+")).stream())
                .filter(word -> word.contains("://"))
                .distinct()
                .toList();
    }

    /** Digest over all keys and values of the fill, from each member's own store; equal texts, equal data. */
    Set<String> fillDigests(Access access) {
        Set<String> digests = new LinkedHashSet<>();
        for (LabHost member : members()) {
            digests.add(on(
                    member,
                    etcdctl(member, access)
                            + " get --prefix /registry/fill/ --consistency=s | sha256sum | cut -c1-64"));
        }
        return digests;
    }

    int fillKeys(Access access) {
        LabHost member = members().getFirst();
        return Integer.parseInt(on(
                member,
                etcdctl(member, access) + " get --prefix /registry/fill/ --keys-only --consistency=s | grep -c ."));
    }

    /** Distinct starts of each member's unit since a moment: every start counts, asked for or not. */
    public Map<String, Integer> startsSince(Instant moment) {
        Map<String, Integer> starts = new LinkedHashMap<>();
        for (LabHost member : members()) {
            String ids = on(
                    member,
                    "journalctl --since=@" + moment.getEpochSecond() + " UNIT=etcd.service MESSAGE_ID=" + STARTED
                            + " -o verbose --no-pager | grep -o 'INVOCATION_ID=.*' | sort -u");
            starts.put(member.name(), (int)
                    ids.lines().filter(line -> !line.isBlank()).count());
        }
        return starts;
    }

    /** Waits until no start or stop of any etcd is under way; {@link #startsSince} this moment counts none of those that were. */
    public Instant settled() {
        for (LabHost member : members()) {
            on(
                    member,
                    "for i in $(seq 120); do [ \"$(systemctl is-active etcd.service)\" = active ]"
                            + " && case $(systemctl show -p Job --value etcd.service) in '' | 0) break ;; esac; sleep 0.5; done");
        }
        Instant next = Instant.now().truncatedTo(ChronoUnit.SECONDS).plusSeconds(1);
        while (Instant.now().isBefore(next)) {
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
        return next;
    }

    /** Where each member's etcd listens, with scheme: asked at the listener itself by a plaintext request. */
    Map<String, List<String>> listeners() {
        Map<String, List<String>> all = new LinkedHashMap<>();
        for (LabHost member : members()) {
            all.put(
                    member.name(),
                    on(member, LISTENERS)
                            .lines()
                            .filter(line -> !line.isBlank())
                            .toList());
        }
        return all;
    }

    /** Files and units of etcd-tls on each host, other than the certificates in use; one text a host, empty when there are none. */
    Map<String, String> leftovers() {
        Map<String, String> all = new LinkedHashMap<>();
        for (LabHost host : lab.hosts()) {
            all.put(
                    host.name(),
                    on(
                            host,
                            "{ find / /run /tmp -xdev -iname '*etcd-tls*' 2>/dev/null; find /etc/etcd/tls -mindepth 1 2>/dev/null"
                                    + " | grep -Ev '^/etc/etcd/tls/(current|v1|v1/(member[.](crt|key)|ca[.]crt))$';"
                                    + " systemctl list-units --all --no-legend '*etcd-tls*'; } | xargs"));
        }
        return all;
    }

    private static final String LISTENERS = """
            ss -Hltnp | grep '"etcd"' | awk '{print $4}' | sort | while read -r address; do
              plain=no; tls=no
              code=$(curl -s -m 3 -o /dev/null -w '%{http_code}' "http://$address/version" || true)
              case "$code" in 200|404) plain=yes ;; esac
              if timeout 3 openssl s_client -connect "$address" </dev/null 2>/dev/null | grep -q 'BEGIN CERTIFICATE'; then tls=yes; fi
              case "$plain$tls" in yesno) echo "http://$address" ;; noyes) echo "https://$address" ;; yesyes) echo "http+https://$address" ;; *) echo "?://$address" ;; esac
            done
            """;

    /** What a shell script prints as root on a host; its exit code is not looked at. */
    public String on(LabHost host, String script) {
        return host.exec(LIMIT, List.of("bash", "-c", script)).text();
    }

    /** How etcdctl gets in: plaintext before, the member's own certificate after. */
    public enum Access {
        PLAINTEXT,
        TLS
    }

    /** The beginning of an etcdctl command that asks a member on its own host. */
    public static String etcdctl(LabHost member, Access access) {
        String at = member.address() + ":2379";
        return switch (access) {
            case PLAINTEXT -> "ETCDCTL_API=3 etcdctl --endpoints=http://" + at;
            case TLS ->
                "ETCDCTL_API=3 etcdctl --cacert=/etc/etcd/tls/current/ca.crt --cert=/etc/etcd/tls/current/member.crt"
                        + " --key=/etc/etcd/tls/current/member.key --endpoints=https://" + at;
        };
    }
}
