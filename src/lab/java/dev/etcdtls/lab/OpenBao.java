package dev.etcdtls.lab;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A real OpenBao over TLS on a host of its own: initialised with one unseal key, unsealed, and empty. Its certificate
 * comes from a CA of the lab, made on the host.
 */
final class OpenBao {
    static final String URL = "https://" + LabNetwork.ISSUER_ADDRESS + ":8200";
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private static final String CERTIFICATES = """
            useradd --system --home-dir /var/lib/openbao --shell /usr/sbin/nologin openbao
            install -d -o openbao -g openbao -m 0700 /var/lib/openbao
            install -d -o root -g openbao -m 0750 /etc/openbao
            cd /etc/openbao
            key="-newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes"
            openssl req -x509 $key -days 30 -subj "/CN=etcd-tls lab CA" -keyout ca.key -out ca.crt
            openssl req -new $key -subj /CN=bao -keyout server.key -out server.csr
            printf 'subjectAltName=IP:%s,IP:127.0.0.1,DNS:bao\\nextendedKeyUsage=serverAuth\\n' ADDRESS > server.ext
            openssl x509 -req -in server.csr -CA ca.crt -CAkey ca.key -CAcreateserial -days 30 -extfile server.ext -out server.crt
            rm -f ca.key server.csr server.ext
            chown root:openbao server.key
            chmod 0640 server.key
            chmod 0644 ca.crt server.crt
            """.replace("ADDRESS", LabNetwork.ISSUER_ADDRESS);

    private static final String SETTINGS = """
            ui = false
            api_addr = "%s"
            cluster_addr = "https://%s:8201"
            storage "raft" {
              path    = "/var/lib/openbao"
              node_id = "bao"
            }
            listener "tcp" {
              address       = "0.0.0.0:8200"
              tls_cert_file = "/etc/openbao/server.crt"
              tls_key_file  = "/etc/openbao/server.key"
            }
            """.formatted(URL, LabNetwork.ISSUER_ADDRESS);

    private static final String UNIT = """
            [Unit]
            Description=OpenBao
            After=network.target

            [Service]
            User=openbao
            ExecStart=/usr/local/bin/bao server -config=/etc/openbao/server.hcl
            Restart=on-failure
            LimitNOFILE=65536

            [Install]
            WantedBy=multi-user.target
            """;

    private final LabHost host;

    OpenBao(LabHost host) {
        this.host = host;
    }

    /** Starts the server, initialises and unseals it, and writes its CA, root token and unseal key. */
    void start(LabDirectory directory) {
        host.script(CERTIFICATES);
        host.put(List.of(
                new HostFile("/etc/openbao/server.hcl", 0644, SETTINGS),
                new HostFile("/etc/systemd/system/openbao.service", 0644, UNIT)));
        host.script("systemctl daemon-reload; systemctl enable --quiet --now openbao.service");
        // Exit code 2 = it answers and is sealed; 1 = it does not answer yet.
        if (!Deadline.in(LIMIT).await(() -> bao("status").exitCode() == 2)) {
            throw new LabException("OpenBao on %s does not answer after %s; its journal ends: %s"
                    .formatted(
                            host.name(),
                            LIMIT,
                            host.script("journalctl -u openbao -n 15 --no-pager -o cat")
                                    .text()));
        }
        JsonNode keys = JsonMapper.shared()
                .readTree(bao("operator", "init", "-key-shares=1", "-key-threshold=1", "-format=json")
                        .orThrow("initialising OpenBao")
                        .stdout());
        String unsealKey = keys.path("unseal_keys_b64").path(0).asString();
        bao("operator", "unseal", unsealKey).orThrow("unsealing OpenBao");
        if (!Deadline.in(LIMIT).await(() -> bao("status").succeeded())) {
            throw new LabException("OpenBao on %s stays sealed".formatted(host.name()));
        }
        directory.write(
                LabDirectory.OPENBAO_CA, host.script("cat /etc/openbao/ca.crt").stdout());
        directory.writeSecret(
                LabDirectory.OPENBAO_TOKEN, keys.path("root_token").asString() + "\n");
        directory.writeSecret(LabDirectory.OPENBAO_UNSEAL_KEY, unsealKey + "\n");
    }

    private ExecResult bao(String... arguments) {
        List<String> command = new ArrayList<>(
                List.of("env", "BAO_ADDR=" + URL, "BAO_CACERT=/etc/openbao/ca.crt", "/usr/local/bin/bao"));
        command.addAll(List.of(arguments));
        return host.exec(Duration.ofSeconds(30), command);
    }
}
