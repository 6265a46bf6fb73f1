package dev.etcdtls.simulation;

import dev.etcdtls.model.FilePath;
import dev.etcdtls.model.HostName;
import dev.etcdtls.model.Outcome;
import dev.etcdtls.model.ServiceUser;
import dev.etcdtls.port.HostFile;
import dev.etcdtls.port.HostFiles;
import dev.etcdtls.port.HostKeys;
import dev.etcdtls.port.Nothing;
import java.util.Optional;
import java.util.function.Consumer;

/** Files and keys of simulated hosts. A change that changes nothing is no effect. */
final class FilesPort implements HostFiles, HostKeys {
    private final SimulatedCluster cluster;
    private final SimulatedTool tool;

    FilesPort(SimulatedCluster cluster, SimulatedTool tool) {
        this.cluster = cluster;
        this.tool = tool;
    }

    @Override
    public Outcome<Optional<HostFile>> read(HostName host, FilePath path) {
        return tool.look(() -> SimulatedTool.unless(
                cluster.host(host).unreachable, () -> cluster.host(host).files.read(path.value())));
    }

    @Override
    public Outcome<Nothing> write(HostName host, FilePath path, HostFile file) {
        return change(host, "write " + path, files -> files.write(path.value(), file));
    }

    @Override
    public Outcome<Nothing> makeFolder(HostName host, FilePath folder, ServiceUser owner, String mode) {
        return change(host, "make folder " + folder, files -> files.makeFolder(folder.value(), owner, mode));
    }

    @Override
    public Outcome<Nothing> keepCopy(HostName host, FilePath from, FilePath to) {
        return change(host, "keep " + from + " as " + to, files -> {
            if (!files.exists(to.value())) {
                files.read(from.value()).ifPresent(file -> files.write(to.value(), file));
            }
        });
    }

    @Override
    public Outcome<Nothing> switchLink(HostName host, FilePath link, String target) {
        return change(host, "switch " + link + " to " + target, files -> files.link(link.value(), target));
    }

    @Override
    public Outcome<Nothing> remove(HostName host, FilePath path) {
        return change(host, "remove " + path, files -> files.remove(path.value()));
    }

    @Override
    public Outcome<String> createRequest(HostName host, FilePath key, ServiceUser owner, String commonName) {
        return tool.change(
                host + ": make key " + key,
                () -> SimulatedTool.unless(cluster.host(host).unreachable, () -> {
                    SimulatedFiles files = cluster.host(host).files;
                    if (!files.exists(key.value())) {
                        files.write(key.value(), new HostFile(SimulatedKeys.newKey(cluster.host(host)), owner, "600"));
                    }
                    return SimulatedKeys.request(files.text(key.value()).orElse(""), commonName);
                }));
    }

    private Outcome<Nothing> change(HostName host, String what, Consumer<SimulatedFiles> change) {
        return tool.change(
                host + ": " + what,
                () -> SimulatedTool.unless(cluster.host(host).unreachable, () -> {
                    change.accept(cluster.host(host).files);
                    return Nothing.NOTHING;
                }));
    }
}
