package dev.etcdtls.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.etcdtls.acceptance.BadInput.Login;
import dev.etcdtls.lab.Guests;
import dev.etcdtls.lab.IssuerChoice;
import dev.etcdtls.lab.Lab;
import dev.etcdtls.lab.LabOptions;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A kube-apiserver and a flanneld get their certificates, unused, and lose them again on the way back; neither of them notices. */
final class ConsumerCertificatesIT {
    private static final String INVENTORY = "lab.yaml";
    private static final List<String> HOSTS = List.of("a1", "n1");

    @Test
    @Timeout(value = 15, unit = TimeUnit.MINUTES)
    void consumersFindTheirCertificatesOnTheirHostsAndLoseThemAgain(@TempDir Path folder) {
        Guests guests = Guests.none().withApiservers(1).withFlannelNodes(1);
        try (Lab lab = Lab.start(LabOptions.named("consumer-certificates-it")
                .withIssuer(IssuerChoice.OPENBAO)
                .withGuests(guests))) {
            Bench bench = new Bench(lab, Path.of("").toAbsolutePath(), folder);
            Bench.write(bench.file(INVENTORY), Bench.read(lab.directory().resolve("inventory.yaml")));
            String starts = starts(bench);

            succeeds(bench, "pki", "bootstrap", "-i", INVENTORY);
            assertThat(succeeds(bench, "plan", "-i", INVENTORY, "--out", "plan").replaceAll("\\s+", " "))
                    .contains("--etcd-certfile=/etc/etcd-client/apiserver-a1/current/client.crt")
                    .contains("FLANNELD_ETCD_KEYFILE=/etc/etcd-client/flanneld-n1/current/client.key");
            succeeds(bench, "apply", "plan", "--gate", "none", "--until", "stage");
            isStaged(bench, "a1", "apiserver-a1", "kube");
            isStaged(bench, "n1", "flanneld-n1", "root");

            succeeds(bench, "revert", "--gate", "none", "--approve", "revert");
            HOSTS.forEach(host -> assertThat(bench.root(host, "ls -d /etc/etcd-client 2>/dev/null || echo gone"))
                    .isEqualTo("gone"));
            assertThat(starts(bench)).isEqualTo(starts);
        }
    }

    private static void isStaged(Bench bench, String host, String consumer, String user) {
        String set = "/etc/etcd-client/" + consumer + "/current";
        assertThat(bench.root(host, "stat -L -c '%U %a' " + set + "/client.key; readlink " + set))
                .isEqualTo(user + " 600\nv1");
        assertThat(bench.root(
                        host,
                        "runuser -u " + user + " -- openssl x509 -noout -subject -in " + set
                                + "/client.crt; openssl verify -purpose sslclient -CAfile " + set + "/ca.crt " + set
                                + "/client.crt"))
                .contains(consumer)
                .endsWith("OK");
    }

    /** Of both programs: another one after a restart. */
    private static String starts(Bench bench) {
        return bench.root("a1", "systemctl show kube-apiserver -p InvocationID")
                + bench.root("n1", "systemctl show flanneld -p InvocationID");
    }

    private static String succeeds(Bench bench, String... command) {
        Tool.Ended ended = bench.tool(Login.AS_OPS).run(command);
        assertThat(ended.exitCode()).as(ended.said()).isZero();
        return ended.said();
    }
}
