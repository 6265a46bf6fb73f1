package dev.etcdtls.lab;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.model.AccessMode;
import com.github.dockerjava.api.model.Bind;
import com.github.dockerjava.api.model.Capability;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.Volume;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Starts containers in which systemd runs as on a machine of its own. */
final class HostStart {
    private final DockerClient client;
    private final String image;
    private final String network;
    private final String lab;
    private final Path folder;

    HostStart(DockerClient client, String image, String network, String lab, Path folder) {
        this.client = client;
        this.image = image;
        this.network = network;
        this.lab = lab;
        this.folder = folder;
    }

    /** Starts a host; systemd may not have come up yet when this returns. */
    LabHost start(HostPlan plan) {
        String container = client.createContainerCmd(image)
                .withName("etcd-tls-" + lab + "-" + plan.name())
                .withHostName(plan.name())
                .withLabels(LabLabels.of(lab, folder, plan))
                .withEnv("container=docker")
                .withHostConfig(hostConfig(plan))
                .withIpv4Address(plan.address())
                .withAliases(plan.name())
                .exec()
                .getId();
        client.startContainerCmd(container).exec();
        return new LabHost(client, container, plan.name(), plan.address(), plan.role());
    }

    /**
     * Not --privileged: that asks for capabilities which some machines cannot give. systemd needs SYS_ADMIN to mount,
     * the control groups to write, and /run, /run/lock and /tmp as file systems of its own; fault injection needs
     * NET_ADMIN. Root of a real machine may look into every process, which naming etcd's program and the owners of
     * sockets needs: SYS_PTRACE.
     */
    private HostConfig hostConfig(HostPlan plan) {
        List<Bind> binds = new ArrayList<>();
        binds.add(new Bind("/sys/fs/cgroup", new Volume("/sys/fs/cgroup"), AccessMode.rw));
        plan.readOnly().forEach((path, file) -> binds.add(new Bind(file.toString(), new Volume(path), AccessMode.ro)));
        return HostConfig.newHostConfig()
                .withNetworkMode(network)
                .withCgroupnsMode("host")
                .withCapAdd(Capability.SYS_ADMIN, Capability.NET_ADMIN, Capability.SYS_PTRACE)
                .withSecurityOpts(List.of("seccomp=unconfined", "apparmor=unconfined"))
                .withTmpFs(Map.of("/run", "", "/run/lock", "", "/tmp", ""))
                .withSysctls(sysctls(plan.role()))
                .withBinds(binds);
    }

    /** A host cannot write its own settings of the kernel; a node passes on what its pods send. */
    private static Map<String, String> sysctls(HostRole role) {
        return role == HostRole.NODE ? Map.of("net.ipv4.ip_forward", "1") : Map.of();
    }
}
