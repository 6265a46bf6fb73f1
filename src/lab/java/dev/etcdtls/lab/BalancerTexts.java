package dev.etcdtls.lab;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** HAProxy's configuration as a classic load balancer: TCP through and through, and a health check of its own. */
final class BalancerTexts {
    static final String STATISTICS = "http://127.0.0.1:8404/statistics;csv";
    private static final int BACKEND_FIELD = 0;
    private static final int SERVER_FIELD = 1;
    private static final int STATUS_FIELD = 17;

    private BalancerTexts() {}

    /**
     * @param members addresses by name
     * @param apiservers addresses by name; empty: the balancer has no port 6443
     */
    static String configuration(BalancerChoice check, Map<String, String> members, Map<String, String> apiservers) {
        StringBuilder text = new StringBuilder("""
                # The load balancer before etcd and Kubernetes
                global
                    log stdout format raw daemon
                    user haproxy
                    group haproxy

                defaults
                    mode tcp
                    log global
                    timeout connect 2s
                    timeout check 2s
                    timeout client 10m
                    timeout server 10m
                    default-server inter 2s fall 2 rise 2 on-marked-down shutdown-sessions

                frontend statistics
                    bind 127.0.0.1:8404
                    mode http
                    stats enable
                    stats uri /statistics

                listen etcd
                    bind *:2379
                """);
        text.append(healthCheck(check));
        String port = switch (check) {
            case METRICS -> " check port 2381\n";
            case HTTP, TCP, NONE -> " check\n";
        };
        members.forEach((name, address) -> text.append("    server ")
                .append(name)
                .append(' ')
                .append(address)
                .append(":2379")
                .append(port));
        if (!apiservers.isEmpty()) {
            text.append("""

                    listen kubernetes
                        bind *:6443
                        option httpchk GET /readyz
                        http-check expect status 200
                    """);
            apiservers.forEach((name, address) -> text.append("    server ")
                    .append(name)
                    .append(' ')
                    .append(address)
                    .append(":6443 check check-ssl verify none inter 1s rise 1\n"));
        }
        return text.toString();
    }

    /** {@code UP}, {@code DOWN}, … of each server, by {@code backend/server}, from HAProxy's own statistics. */
    static Map<String, String> states(List<String> statistics) {
        Map<String, String> states = new LinkedHashMap<>();
        for (String line : statistics) {
            String[] fields = line.split(",", -1);
            if (fields.length > STATUS_FIELD
                    && !line.startsWith("#")
                    && !List.of("FRONTEND", "BACKEND").contains(fields[SERVER_FIELD])) {
                states.put(fields[BACKEND_FIELD] + "/" + fields[SERVER_FIELD], fields[STATUS_FIELD]);
            }
        }
        return states;
    }

    private static String healthCheck(BalancerChoice check) {
        return switch (check) {
            case HTTP, METRICS -> "    option httpchk GET /health\n    http-check expect status 200\n";
            case TCP, NONE -> "";
        };
    }
}
