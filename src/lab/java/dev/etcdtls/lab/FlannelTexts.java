package dev.etcdtls.lab;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The files of a flannel node, after the documents that CoreOS wrote. Three ways to say where etcd is, in turn, so that
 * every lab with three nodes has all: an environment file (n1), a drop-in (n2), flags in the unit (n3).
 */
final class FlannelTexts {
    static final String UNIT = "flanneld.service";
    static final String DOCKER_DROP_IN = "/etc/systemd/system/docker.service.d/40-flannel.conf";
    static final String NETWORK_SCRIPT = "/usr/local/sbin/pod-network";

    /** With the kernel's nft and not with the setting of a bridge, which hosts in containers do not have. */
    static final String NETWORK =
            "{\"Network\":\"10.244.0.0/16\",\"Backend\":{\"Type\":\"vxlan\",\"VNI\":1},\"EnableNFTables\":true}";

    private static final String UNIT_FILE = "/etc/systemd/system/" + UNIT;
    private static final String OPTIONS = "/etc/flannel/options.env";
    private static final String DROP_IN = "/etc/systemd/system/flanneld.service.d/10-etcd.conf";

    private static final String DOCKER = """
            [Unit]
            Description=What stands for docker and all its containers

            [Service]
            ExecStart=/bin/sleep infinity

            [Install]
            WantedBy=multi-user.target
            """;

    private static final String POD_NETWORK = """
            [Unit]
            Description=The address of this node's pods
            After=flanneld.service

            [Service]
            Type=oneshot
            RemainAfterExit=yes
            ExecStart=/usr/local/sbin/pod-network
            Restart=on-failure
            RestartSec=1

            [Install]
            WantedBy=multi-user.target
            """;

    private FlannelTexts() {}

    /** The file that says where etcd is. */
    static String etcdFile(String host) {
        return switch (style(host)) {
            case ENVIRONMENT_FILE -> OPTIONS;
            case DROP_IN -> DROP_IN;
            case FLAGS -> UNIT_FILE;
        };
    }

    /** All files of the node, by path, less the script. */
    static Map<String, String> files(String host, List<String> etcdUrls) {
        String urls = String.join(",", etcdUrls);
        Map<String, String> files = new TreeMap<>();
        switch (style(host)) {
            case ENVIRONMENT_FILE -> {
                files.put(
                        OPTIONS,
                        "# flannel on %s\nFLANNELD_IFACE=eth0\nFLANNELD_ETCD_ENDPOINTS=%s\n".formatted(host, urls));
                files.put(UNIT_FILE, unit("EnvironmentFile=" + OPTIONS, ""));
            }
            case DROP_IN -> {
                files.put(
                        DROP_IN,
                        "[Service]\nEnvironment=\"FLANNELD_IFACE=eth0\" \"FLANNELD_ETCD_ENDPOINTS=%s\"\n"
                                .formatted(urls));
                files.put(UNIT_FILE, unit("# settings: see flanneld.service.d", ""));
            }
            case FLAGS ->
                files.put(UNIT_FILE, unit("# settings: in ExecStart", " --iface=eth0 --etcd-endpoints=" + urls));
        }
        files.put("/etc/systemd/system/docker.service", DOCKER);
        files.put(DOCKER_DROP_IN, dockerNeeds("Wants"));
        files.put("/etc/systemd/system/pod-network.service", POD_NETWORK);
        return files;
    }

    /** The file that says where etcd is, as its owner edits it for TLS: other endpoints, all at once, and three files. */
    static String secured(String host, String text, List<String> etcdUrls) {
        Map<String, String> settings = new TreeMap<>(Map.of(
                "ENDPOINTS", String.join(",", etcdUrls),
                "CAFILE", EtcdClientFiles.CA,
                "CERTFILE", EtcdClientFiles.CERTIFICATE,
                "KEYFILE", EtcdClientFiles.KEY));
        return switch (style(host)) {
            case ENVIRONMENT_FILE ->
                text.replaceFirst("FLANNELD_ETCD_ENDPOINTS=.*", joined(settings, "FLANNELD_ETCD_%s=%s", "\n"));
            case DROP_IN ->
                text.replaceFirst(
                        "\"FLANNELD_ETCD_ENDPOINTS=[^\"]*\"", joined(settings, "\"FLANNELD_ETCD_%s=%s\"", " "));
            case FLAGS -> text.replaceFirst("--etcd-endpoints=\\S*", joined(settings, "--etcd-%s=%s", " "));
        };
    }

    private static String joined(Map<String, String> settings, String form, String between) {
        return settings.entrySet().stream()
                .map(setting -> form.formatted(
                        form.startsWith("--") ? setting.getKey().toLowerCase(Locale.ROOT) : setting.getKey(),
                        setting.getValue()))
                .collect(Collectors.joining(between));
    }

    /** @param dependency {@code Wants}, or {@code Requires} as in the documents: then a restart of flanneld takes docker down */
    static String dockerNeeds(String dependency) {
        return "[Unit]\n%s=%s\nAfter=%2$s\n".formatted(dependency, UNIT);
    }

    /** Gives the node the bridge and the address that docker or a CNI plugin would give it. */
    static String networkScript() {
        return """
                #!/bin/sh
                set -eu
                . /run/flannel/subnet.env
                ip link show cni0 > /dev/null 2>&1 || ip link add cni0 type bridge
                ip addr replace "$FLANNEL_SUBNET" dev cni0
                ip link set cni0 mtu "$FLANNEL_MTU" up
                """;
    }

    private static Style style(String host) {
        Style[] styles = Style.values();
        return styles[(Integer.parseInt(host.substring(1)) - 1) % styles.length];
    }

    private static String unit(String settings, String flags) {
        return """
                [Unit]
                Description=flannel, the network between pods
                Documentation=https://github.com/flannel-io/flannel
                After=network.target

                [Service]
                Type=notify
                %s
                ExecStart=/usr/local/bin/flanneld --ip-masq=false --iptables-forward-rules=false%s
                Restart=on-failure
                RestartSec=2

                [Install]
                WantedBy=multi-user.target
                """.formatted(settings, flags);
    }

    private enum Style {
        ENVIRONMENT_FILE,
        DROP_IN,
        FLAGS
    }
}
