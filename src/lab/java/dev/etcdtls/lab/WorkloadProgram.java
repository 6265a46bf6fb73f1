package dev.etcdtls.lab;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The workload's executable, built from {@code src/lab/workload} once per state of its sources. */
final class WorkloadProgram {
    private final Cache cache;
    private final Progress progress;

    WorkloadProgram(Cache cache, Progress progress) {
        this.cache = cache;
        this.progress = progress;
    }

    /** The path of the executable {@code etcd-workload}. */
    Path path(Path sources) {
        cache.folder("workload");
        String key = Checksum.brief(Checksum.ofFolder(sources));
        return cache.once("workload/" + key, scratch -> build(sources, scratch)).resolve("etcd-workload");
    }

    private void build(Path sources, Path scratch) {
        if (LocalCommand.find("go").isEmpty()) {
            throw new LabException("the workload is a Go program and this machine has no go; install Go 1.22 or later,"
                    + " or start the lab without --workload");
        }
        progress.say("building the workload (about a minute, once)");
        String target = scratch.resolve("etcd-workload").toString();
        LocalCommand.run(
                        List.of("go", "build", "-trimpath", "-ldflags", "-s -w", "-o", target, "."),
                        Map.of("CGO_ENABLED", "0"),
                        sources)
                .orThrow("building the workload");
    }
}
