package dev.etcdtls.demo;

import dev.etcdtls.lab.ExecResult;
import dev.etcdtls.lab.Lab;
import dev.etcdtls.lab.LabHost;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Tries to get in from the workload's host with curl, on the client and the peer port of each member. A refusal counts only between two
 * successful calls to the same address, and only with the reason of a refusal: a closed port proves nothing.
 */
final class Refusals {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    /** The workload's own certificate: the right CA, client usage only. */
    private static final String OWN =
            " --cacert /etc/workload/ca.crt --cert /etc/workload/client.crt --key /etc/workload/client.key";
    /** curl's codes for a handshake that failed, an empty reply and a reset after a TLS alert. */
    private static final List<Integer> TLS_REFUSED = List.of(35, 52, 55, 56, 58);

    private final Lab lab;
    private final LabHost from;

    Refusals(Lab lab, LabHost from) {
        this.lab = lab;
        this.from = from;
    }

    /** @param listeners where each member listens, as {@link ClusterFacts#listeners} found it */
    List<Promise> all(Map<String, List<String>> listeners) {
        makeStranger();
        List<Promise> promises = new ArrayList<>();
        for (LabHost member : new ClusterFacts(lab).members()) {
            for (String listener : listeners.getOrDefault(member.name(), List.of())) {
                String address = listener.replaceFirst(".*://", "");
                if (!address.startsWith("127.")) {
                    promises.addAll(of(member, address));
                }
            }
        }
        return promises;
    }

    private List<Promise> of(LabHost member, String address) {
        Plane plane = address.endsWith(":2380") ? Plane.PEER : Plane.CLIENT;
        List<Promise> promises = new ArrayList<>();
        promises.add(refused(member, "plaintext", address, "http", "", plane));
        promises.add(refused(member, "no certificate", address, "https", " --cacert /etc/workload/ca.crt", plane));
        promises.add(refused(member, "an unknown CA", address, "https", stranger(), plane));
        if (plane == Plane.PEER) {
            promises.add(refused(member, "a consumer's certificate", address, "https", OWN, plane));
        }
        return promises;
    }

    private enum Plane {
        CLIENT,
        PEER
    }

    private Promise refused(LabHost member, String who, String address, String scheme, String flags, Plane plane) {
        boolean open = answers(member, address, plane);
        ExecResult tried = curl(from, scheme + "://" + address + "/version", flags);
        boolean stillOpen = answers(member, address, plane);
        String code = tried.text();
        boolean http =
                scheme.equals("http") && (code.equals("400") || tried.exitCode() == 52 || tried.exitCode() == 56);
        boolean tls = scheme.equals("https") && !code.equals("200") && TLS_REFUSED.contains(tried.exitCode());
        return new Promise(
                member.name() + " at " + address + " refuses " + who,
                open && stillOpen && (http || tls),
                open && stillOpen ? "HTTP " + code + ", curl " + tried.exitCode() : "the port did not answer its own");
    }

    /** The call that must work: a client with its certificate, or another member with its own. */
    private boolean answers(LabHost member, String address, Plane plane) {
        if (plane == Plane.CLIENT) {
            return curl(from, "https://" + address + "/version", OWN).text().equals("200");
        }
        return curl(
                        member,
                        "https://" + address + "/version",
                        " --cacert /etc/etcd/tls/current/ca.crt --cert /etc/etcd/tls/current/member.crt"
                                + " --key /etc/etcd/tls/current/member.key")
                .text()
                .equals("200");
    }

    private static ExecResult curl(LabHost host, String url, String flags) {
        return host.exec(
                LIMIT,
                List.of("bash", "-c", "curl -s -m 5 --http1.1 -o /dev/null -w '%{http_code}'" + flags + " " + url));
    }

    private void makeStranger() {
        from.exec(
                        LIMIT,
                        List.of(
                                "bash",
                                "-c",
                                "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 1 -subj /CN=stranger"
                                        + " -keyout /etc/workload/stranger.key -out /etc/workload/stranger.crt 2>&1"))
                .orThrow("making a certificate of an unknown CA");
    }

    private static String stranger() {
        return " --cacert /etc/workload/ca.crt --cert /etc/workload/stranger.crt --key /etc/workload/stranger.key";
    }
}
