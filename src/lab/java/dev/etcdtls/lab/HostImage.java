package dev.etcdtls.lab;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.BuildImageCmd;
import com.github.dockerjava.api.command.BuildImageResultCallback;
import com.github.dockerjava.api.exception.NotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * The image of all hosts, in two layers that are each built once: a debootstrap tree (kept as a tar file in the cache)
 * and on it what {@code src/lab/host/Dockerfile} says, with the wanted etcd.
 */
final class HostImage {
    private static final String SUITE = "bookworm";
    private static final String PACKAGES = "systemd,systemd-sysv,dbus,openssh-server,iproute2,iptables,ca-certificates,"
            + "curl,openssl,sudo,procps,tcpdump,haproxy,nftables,iputils-ping,cron";

    private final DockerClient client;
    private final Cache cache;
    private final DebianArchive archive;
    private final Progress progress;

    HostImage(DockerClient client, Cache cache, DebianArchive archive, Progress progress) {
        this.client = client;
        this.cache = cache;
        this.archive = archive;
        this.progress = progress;
    }

    /** The image's name; builds what is missing. */
    String named(Path hostSources, Path etcdFolder, EtcdRelease release) {
        String base = base();
        String key =
                Checksum.brief(Checksum.ofText(base + Checksum.ofFolder(hostSources) + Checksum.ofFolder(etcdFolder)));
        String image = "etcd-tls-lab/host:" + release.version() + "-" + key;
        if (!exists(image)) {
            progress.say("building the host image with etcd " + release.version());
            buildOn(base, image, hostSources, etcdFolder);
        }
        return image;
    }

    private String base() {
        String key = SUITE + "-" + Checksum.brief(Checksum.ofText(PACKAGES));
        String image = "etcd-tls-lab/base:" + key;
        if (!exists(image)) {
            Path tree = tree(key);
            progress.say("making the base image of it");
            build(image, tree, Map.of());
        }
        return image;
    }

    private Path tree(String key) {
        cache.folder("base");
        Path folder = cache.once("base/" + key, scratch -> {
            NeededPackages.ensure(progress, "debootstrap");
            progress.say("debootstrap of Debian " + SUITE + " (about a minute, once)");
            Path root = scratch.resolve("root");
            LocalCommand.run(
                            "debootstrap",
                            "--variant=minbase",
                            "--keyring=" + archive.keyring(),
                            "--include=" + PACKAGES,
                            SUITE,
                            root.toString(),
                            archive.address())
                    .orThrow("debootstrap");
            LocalCommand.run(
                            "tar",
                            "-C",
                            root.toString(),
                            "--exclude=./proc/*",
                            "--exclude=./sys/*",
                            "--exclude=./dev/*",
                            "--exclude=./var/cache/apt/*",
                            "--exclude=./var/lib/apt/lists/*",
                            "-cf",
                            scratch.resolve("root.tar").toString(),
                            ".")
                    .orThrow("packing the base image");
            Cache.remove(root);
            Files.writeString(scratch.resolve("Dockerfile"), "FROM scratch\nADD root.tar /\n");
        });
        return folder;
    }

    private void buildOn(String base, String image, Path hostSources, Path etcdFolder) {
        Path context = cache.folder("build").resolve("context");
        Cache.remove(context);
        try {
            LocalCommand.run("cp", "-r", hostSources.toString(), context.toString())
                    .orThrow("copying the image's sources");
            LocalCommand.run(
                            "cp",
                            "-r",
                            etcdFolder.toString(),
                            context.resolve("etcd").toString())
                    .orThrow("copying etcd");
            build(image, context, Map.of("BASE", base));
        } finally {
            Cache.remove(context);
        }
    }

    private void build(String image, Path context, Map<String, String> arguments) {
        try (BuildImageResultCallback callback = new BuildImageResultCallback()) {
            BuildImageCmd command =
                    client.buildImageCmd(context.resolve("Dockerfile").toFile()).withTags(Set.of(image));
            arguments.forEach(command::withBuildArg);
            command.exec(callback).awaitImageId(10, TimeUnit.MINUTES);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot build " + image, e);
        }
    }

    private boolean exists(String image) {
        try {
            client.inspectImageCmd(image).exec();
            return true;
        } catch (NotFoundException _) {
            return false;
        }
    }
}
