package dev.etcdtls.lab;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;

/** etcd, etcdctl and Debian's unit of one release, in a folder of the cache. */
final class EtcdBinaries {
    private final Cache cache;
    private final DebianArchive archive;

    EtcdBinaries(Cache cache, DebianArchive archive) {
        this.cache = cache;
        this.archive = archive;
    }

    /** A folder with {@code etcd}, {@code etcdctl} and {@code etcd.service}; downloads them once. */
    Path folder(EtcdRelease release) {
        cache.folder("etcd");
        return cache.once("etcd/" + release.version(), scratch -> {
            Path unpacked = Files.createDirectory(scratch.resolve("unpacked"));
            archive.unpack(release.suite(), release.version(), List.of("etcd-server", "etcd-client"), unpacked);
            move(unpacked, scratch, List.of("usr/bin/etcd"));
            move(unpacked, scratch, List.of("usr/bin/etcdctl"));
            move(unpacked, scratch, List.of("usr/lib/systemd/system/etcd.service", "lib/systemd/system/etcd.service"));
            Cache.remove(unpacked);
            String told = LocalCommand.run(scratch.resolve("etcd").toString(), "--version")
                    .text();
            if (!told.contains("etcd Version: " + release.version())) {
                throw new LabException("wanted etcd %s, but the package holds: %s".formatted(release.version(), told));
            }
        });
    }

    private static void move(Path from, Path to, List<String> candidates) throws java.io.IOException {
        Optional<Path> found = candidates.stream()
                .map(from::resolve)
                .filter(Files::isRegularFile)
                .findFirst();
        Path source = found.orElseThrow(() -> new LabException("the etcd package has none of " + candidates));
        Files.move(source, to.resolve(source.getFileName()), StandardCopyOption.REPLACE_EXISTING);
    }
}
