package dev.etcdtls.lab;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A node with the real flanneld (vxlan), a unit that stands for docker, and an address for pods. */
public final class FlannelNode {
    private static final Duration LIMIT = Duration.ofMinutes(1);

    private final LabHost host;

    FlannelNode(LabHost host) {
        this.host = host;
    }

    /** Writes the network's settings into etcd, which flanneld waits for. Run once, on a host that has etcdctl. */
    static void putNetwork(LabHost member, List<String> etcdUrls) {
        member.exec(
                        LIMIT,
                        List.of(
                                "etcdctl",
                                "--endpoints=" + String.join(",", etcdUrls),
                                "put",
                                "/coreos.com/network/config",
                                FlannelTexts.NETWORK))
                .orThrow("writing flannel's network");
    }

    /** Starts flanneld and does not wait. */
    void begin(List<String> etcdUrls) {
        host.script(
                "install -d /etc/flannel /etc/systemd/system/flanneld.service.d /etc/systemd/system/docker.service.d");
        List<HostFile> files = new ArrayList<>();
        FlannelTexts.files(host.name(), etcdUrls).forEach((path, text) -> files.add(new HostFile(path, 0644, text)));
        files.add(new HostFile(FlannelTexts.NETWORK_SCRIPT, 0755, FlannelTexts.networkScript()));
        host.put(files);
        host.script("""
                systemctl daemon-reload
                systemctl enable --quiet flanneld.service docker.service pod-network.service
                systemctl start --no-block flanneld.service docker.service pod-network.service
                """);
    }

    /** Returns when the node has a subnet and an address in it. */
    void awaitReady() {
        boolean ready = Deadline.in(LIMIT)
                .await(() -> host.exec(LIMIT, List.of("systemctl", "is-active", "--quiet", "pod-network.service"))
                        .succeeded());
        if (!ready) {
            throw new LabException("flanneld on %s has no subnet after %s; its journal ends: %s"
                    .formatted(
                            host.name(),
                            LIMIT,
                            host.script("journalctl -u flanneld -u pod-network -n 20 --no-pager -o cat")
                                    .text()));
        }
    }

    /** The node's name, such as {@code n1}. */
    public String name() {
        return host.name();
    }

    /** The whole file in which flanneld says which subnet the node has. */
    public String subnetFile() {
        return host.script("cat /run/flannel/subnet.env").stdout();
    }

    /** The node's address in the network between pods, such as {@code 10.244.3.1/24}. */
    public String podAddress() {
        return subnetFile()
                .lines()
                .filter(line -> line.startsWith("FLANNEL_SUBNET="))
                .map(line -> line.substring(line.indexOf('=') + 1))
                .findFirst()
                .orElseThrow(() -> new LabException("no FLANNEL_SUBNET in subnet.env of " + host.name()));
    }

    /** Moves flanneld to TLS as its owner would: files on the host, the settings edited, one restart. */
    public void useTls(List<String> etcdUrls, EtcdClientFiles files) {
        files.put(host, "root");
        String path = FlannelTexts.etcdFile(host.name());
        String text = host.script("cat " + path).stdout();
        host.put(List.of(new HostFile(path, 0644, FlannelTexts.secured(host.name(), text, etcdUrls))));
        host.script("systemctl daemon-reload; systemctl restart " + FlannelTexts.UNIT);
    }

    /** Makes the unit that stands for docker require flanneld, as CoreOS documented it: a restart takes both down. */
    public void makeDockerRequireFlanneld() {
        host.put(List.of(new HostFile(FlannelTexts.DOCKER_DROP_IN, 0644, FlannelTexts.dockerNeeds("Requires"))));
        host.script("systemctl daemon-reload");
    }

    /** Makes it go on while flanneld restarts. */
    public void makeDockerWantFlanneld() {
        host.put(List.of(new HostFile(FlannelTexts.DOCKER_DROP_IN, 0644, FlannelTexts.dockerNeeds("Wants"))));
        host.script("systemctl daemon-reload");
    }
}
