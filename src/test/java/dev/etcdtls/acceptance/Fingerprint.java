package dev.etcdtls.acceptance;

import dev.etcdtls.lab.HostRole;
import dev.etcdtls.lab.Lab;
import dev.etcdtls.lab.LabHost;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
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
    private static final List<String> ISSUER_PATHS = List.of(
            "sys/mounts", "sys/policies/acl?list=true", "etcd/c1/pki/roles?list=true", "etcd/c1/pki/certs?list=true");

    /** Takes the fingerprint of a lab whose cluster still speaks plaintext on loopback. */
    static Fingerprint of(Lab lab) {
        Stream<String> hosts = lab.hosts().stream()
                .filter(host -> host.role() != HostRole.ISSUER)
                .flatMap(host -> lines(lab, host, HOST_FACTS));
        Stream<String> cluster = lines(lab, lab.hosts().getFirst(), CLUSTER_FACTS);
        return new Fingerprint(Stream.of(hosts, cluster, issuer(lab))
                .flatMap(facts -> facts)
                .sorted()
                .toList());
    }

    /** What lies in OpenBao, as its own API lists it; nothing for a lab without one. */
    private static Stream<String> issuer(Lab lab) {
        Path token = lab.directory().resolve("openbao-token");
        if (!Files.exists(token)) {
            return Stream.of();
        }
        return ISSUER_PATHS.stream().map(path -> "issuer " + path + " " + get(lab, token, path));
    }

    private static String get(Lab lab, Path token, String path) {
        try {
            Process curl = new ProcessBuilder(
                            "curl",
                            "-sS",
                            "--cacert",
                            lab.directory().resolve("openbao-ca.crt").toString(),
                            "-H",
                            "@-",
                            "https://198.51.100.5:8200/v1/" + path)
                    .redirectErrorStream(true)
                    .start();
            try (OutputStream header = curl.getOutputStream()) {
                header.write(("X-Vault-Token: " + Files.readString(token).strip()).getBytes(StandardCharsets.UTF_8));
            }
            String answer = new String(curl.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return answer.replaceAll("\"request_id\":\"[^\"]*\",?", "").strip();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot ask OpenBao for " + path, e);
        }
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
