package dev.etcdtls.consumer;

import dev.etcdtls.inventory.ProxyKind;
import dev.etcdtls.inventory.ProxyLeg;
import dev.etcdtls.model.FilePath;
import dev.etcdtls.model.UnitName;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The texts of a localhost proxy. The same setup gives the same bytes. Certificates are named through the folder's {@code current}, so that
 * renewing them needs no new text; the unit is named after what it does, because it stays.
 */
public final class ProxyConfig {
    public static final UnitName UNIT = new UnitName("etcd-proxy.service");
    public static final FilePath FOLDER = new FilePath("/etc/etcd-proxy");

    /** Certificate and key in one file, as haproxy wants them. */
    public static final String BUNDLE = "bundle.pem";

    private static final FilePath UNIT_FILE = new FilePath("/etc/systemd/system/" + UNIT);
    private static final FilePath HAPROXY_FILE = FOLDER.child("haproxy.cfg");
    private static final String READABLE = "644";

    private ProxyConfig() {}

    /** The files of a kind, the unit last: nothing may start before the rest is there. */
    public static List<ProxyFile> files(ProxyKind kind, ProxySetup setup) {
        return switch (kind) {
            case HAPROXY ->
                List.of(
                        new ProxyFile(HAPROXY_FILE, HaproxyText.of(setup), READABLE),
                        unit(setup, "notify", haproxyCommands(setup)));
            case GATEWAY -> List.of(unit(setup, "simple", gatewayCommand(setup)));
            case GRPC_PROXY -> List.of(unit(setup, "simple", grpcProxyCommand(setup)));
            case NONE -> List.of();
        };
    }

    /** A proxy that cannot start is tried for ever: the start limit would leave the apiserver without etcd until a person comes. */
    private static ProxyFile unit(ProxySetup setup, String type, String commands) {
        return new ProxyFile(
                UNIT_FILE,
                """
                [Unit]
                Description=TLS proxy to etcd for kube-apiserver
                Wants=network-online.target
                After=network-online.target
                Before=%s
                StartLimitIntervalSec=0

                [Service]
                Type=%s
                User=%s
                Group=%s
                %sRestart=always
                RestartSec=1

                [Install]
                WantedBy=multi-user.target
                """.formatted(
                                setup.service().consumer(),
                                type,
                                setup.service().user().user(),
                                setup.service().user().group(),
                                commands),
                READABLE);
    }

    private static String haproxyCommands(ProxySetup setup) {
        FilePath program = setup.service().program();
        return """
                ExecStartPre=%1$s -c -q -f %2$s
                ExecStart=%1$s -Ws -f %2$s
                ExecReload=%1$s -c -q -f %2$s
                ExecReload=/bin/kill -USR2 $MAINPID
                KillMode=mixed
                SuccessExitStatus=143
                """.formatted(program, HAPROXY_FILE);
    }

    /** By default a gateway leaves a member alone for a minute after one failed dial. */
    private static String gatewayCommand(ProxySetup setup) {
        return "ExecStart=%s gateway start --endpoints=%s --listen-addr=%s --retry-delay=1s\n"
                .formatted(setup.service().program(), servers(setup, ""), setup.listen());
    }

    /** It dials its own advertised address with its own certificate before it serves (etcd 3.5.28 and 3.6.9), so that must be its listener. */
    private static String grpcProxyCommand(ProxySetup setup) {
        String files = "--cacert=%3$s --cert=%1$s --key=%2$s";
        String serving = setup.leg() == ProxyLeg.TLS ? " --cert-file=%1$s --key-file=%2$s --trusted-ca-file=%3$s" : "";
        String tls = (files + serving)
                .formatted(
                        setup.certificates().certificate(),
                        setup.certificates().key(),
                        setup.certificates().trustedCa());
        return "ExecStart=%s grpc-proxy start --endpoints=%s --listen-addr=%4$s --advertise-client-url=%4$s %3$s\n"
                .formatted(setup.service().program(), servers(setup, "https://"), tls, setup.listen());
    }

    private static String servers(ProxySetup setup, String before) {
        return setup.servers().stream().map(server -> before + server.address()).collect(Collectors.joining(","));
    }
}
