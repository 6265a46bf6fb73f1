package dev.etcdtls.consumer;

import dev.etcdtls.inventory.ProxyLeg;
import dev.etcdtls.model.FilePath;
import java.util.HashSet;
import java.util.Set;

/**
 * haproxy.cfg: TLS with a client certificate on both legs, h2 on both (without it gRPC hangs while {@code /health} goes on), each member
 * checked by the handshake of a TLS connection, so that a port which still speaks plaintext counts as away.
 */
final class HaproxyText {
    private HaproxyText() {}

    static String of(ProxySetup setup) {
        FilePath ca = setup.certificates().trustedCa();
        FilePath bundle = setup.certificates().current().child(ProxyConfig.BUNDLE);
        String secured = setup.leg() == ProxyLeg.TLS
                ? " ssl crt %s ca-file %s verify required alpn h2".formatted(bundle, ca)
                : "";
        return """
                global
                    maxconn 2000

                # Watches are quiet for long: what is idle is not cut before a day has gone.
                defaults
                    mode tcp
                    option clitcpka
                    option srvtcpka
                    option redispatch
                    timeout connect 2s
                    timeout client 24h
                    timeout server 24h

                frontend apiserver
                    bind %1$s%2$s
                    default_backend members

                backend members
                    balance leastconn
                    default-server ssl verify required ca-file %3$s crt %4$s alpn h2 check inter 1s fall 2 rise 2 on-marked-down shutdown-sessions
                """.formatted(setup.listen(), secured, ca, bundle) + servers(setup);
    }

    /** haproxy refuses two servers of one label; members whose names differ in case only would have one. */
    private static String servers(ProxySetup setup) {
        StringBuilder lines = new StringBuilder();
        Set<String> labels = new HashSet<>();
        for (MemberServer server : setup.servers()) {
            String label = server.name() + "-" + server.address().port();
            String own = label;
            for (int again = 2; !labels.add(own); again++) {
                own = label + "-" + again;
            }
            lines.append("    server %s %s verifyhost %s\n".formatted(own, server.address(), server.name()));
        }
        return lines.toString();
    }
}
