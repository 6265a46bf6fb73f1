package dev.etcdtls.acceptance;

import dev.etcdtls.lab.HostRole;
import dev.etcdtls.lab.Lab;
import dev.etcdtls.lab.LabHost;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Everything that a command must leave alone when it promises to change nothing: digests, modes, owners and times of the hosts' files,
 * the starts of their units, the membership, the store's revision, and what lies in the issuer. One fact a line.
 */
record Fingerprint(List<String> facts) {
    private static final String HOST_FACTS = """
            cd /
            folders='etc usr opt srv root home var/lib'
            find $folders \\( -path var/lib/etcd -o -path var/lib/systemd \\) -prune -o -printf 'file %p %y %m %u:%g %T@ %l\\n'
            find etc opt srv root home var/lib \\( -path var/lib/etcd -o -path var/lib/systemd \\) -prune -o -type f -print0 |
              xargs -0 -r sha256sum | sed 's/^/digest /'
            systemctl show --type=service --all -p Id,InvocationID | paste -sd ' ' | sed 's/  /\\n/g' |
              grep -v 'user@\\|user-runtime' | sed 's/^/unit /'
            """;
    private static final String CLUSTER_FACTS = """
            export ETCDCTL_API=3
            etcdctl --endpoints=http://127.0.0.1:2379 member list | sed 's/^/member /'
            etcdctl --endpoints=http://127.0.0.1:2379 endpoint status -w json | grep -o '"revision":[0-9]*'
            """;
    private static final List<String> ISSUER_LISTS =
            List.of("sys/policies/acl", "etcd/c1/pki/roles", "etcd/c1/pki/certs");

    /** Takes the fingerprint of a lab whose cluster still speaks plaintext on loopback. */
    static Fingerprint of(Lab lab) {
        List<String> hosts = lab.hosts().parallelStream()
                .filter(host -> host.role() != HostRole.ISSUER)
                .flatMap(host -> lines(lab, host, HOST_FACTS))
                .toList();
        Stream<String> cluster = lines(lab, lab.hosts().getFirst(), CLUSTER_FACTS);
        return new Fingerprint(Stream.of(hosts.stream(), cluster, issuer(lab))
                .flatMap(facts -> facts)
                .sorted()
                .toList());
    }

    /** What lies in OpenBao, as its own API tells it; nothing for a lab without one. */
    private static Stream<String> issuer(Lab lab) {
        Bao bao = new Bao(lab);
        if (!bao.isThere()) {
            return Stream.of();
        }
        Stream<String> names =
                ISSUER_LISTS.stream().flatMap(list -> bao.names(list).stream().map(name -> list + " " + name));
        Stream<String> roles = bao.names("etcd/c1/pki/roles").stream()
                .flatMap(role -> bao.facts("etcd/c1/pki/roles/" + role).stream());
        return Stream.of(bao.facts("sys/mounts").stream(), names, roles)
                .flatMap(facts -> facts)
                .map(fact -> "issuer " + fact);
    }

    /** What is in only one of the two, for the message of a failed assertion. */
    List<String> differences(Fingerprint other) {
        TreeSet<String> gone = new TreeSet<>(facts);
        other.facts.forEach(gone::remove);
        TreeSet<String> come = new TreeSet<>(other.facts);
        facts.forEach(come::remove);
        return Stream.concat(
                        gone.stream().map(fact -> "- " + fact), come.stream().map(fact -> "+ " + fact))
                .collect(Collectors.toList());
    }

    private static Stream<String> lines(Lab lab, LabHost host, String script) {
        return lab.exec(host.name(), "bash", "-c", script)
                .orThrow("fingerprint of " + host.name())
                .stdout()
                .lines()
                .map(line -> host.name() + " " + line);
    }
}
