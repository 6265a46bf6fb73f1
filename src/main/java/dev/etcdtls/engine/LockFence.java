package dev.etcdtls.engine;

import dev.etcdtls.model.ErrorCode;
import dev.etcdtls.model.FilePath;
import dev.etcdtls.model.HostName;
import dev.etcdtls.model.Outcome;
import dev.etcdtls.model.Problem;
import dev.etcdtls.model.ServiceUser;
import dev.etcdtls.model.UnitName;
import dev.etcdtls.model.Verdict;
import dev.etcdtls.observation.EtcdService;
import dev.etcdtls.port.ClusterLock;
import dev.etcdtls.port.EtcdPorts;
import dev.etcdtls.port.HostFile;
import dev.etcdtls.port.HostFiles;
import dev.etcdtls.port.HostKeys;
import dev.etcdtls.port.HostPorts;
import dev.etcdtls.port.Nothing;
import dev.etcdtls.port.Rehearsal;
import dev.etcdtls.port.Services;
import dev.etcdtls.port.World;
import dev.etcdtls.step.Step;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A world in which nothing is changed without the lock: every call that has an effect asks for it first and is refused without it. So a
 * lock that is lost in the middle of a step stops the step before its next effect. A certificate that is signed, and what a run writes
 * into its own folder, changes nothing on the cluster and is not fenced.
 */
final class LockFence {
    private final ClusterLock lock;

    private LockFence(ClusterLock lock) {
        this.lock = lock;
    }

    static World around(World world) {
        LockFence fence = new LockFence(world.etcd().lock());
        HostPorts hosts = world.hosts();
        EtcdPorts etcd = world.etcd();
        return new World(
                new HostPorts(
                        hosts.look(),
                        fence.new Files(hosts.files()),
                        fence.new Units(hosts.services()),
                        fence.around(hosts.keys()),
                        fence.new Stage(hosts.rehearsal()),
                        hosts.dialer(),
                        new FencedSwitch(hosts.deadMan(), fence),
                        hosts.consumers()),
                new EtcdPorts(
                        new FencedApi(etcd.api(), fence), etcd.onHost(), etcd.prober(), etcd.census(), etcd.lock()),
                world.issuer(),
                world.run(),
                world.pacer());
    }

    /** The effect's outcome, or a refusal while the lock is not held. */
    <T> Outcome<T> pass(Supplier<Outcome<T>> effect) {
        return lock.isHeld()
                ? effect.get()
                : new Outcome.Refused<>(new Problem(
                        ErrorCode.LOCK_LOST,
                        "cluster",
                        "the lock on the cluster is no longer held, so nothing more was changed",
                        "see that no other run is at work, then resume"));
    }

    private HostKeys around(HostKeys keys) {
        return (host, key, owner, commonName) -> pass(() -> keys.createRequest(host, key, owner, commonName));
    }

    /** What a rehearsal started is stopped even without the lock. */
    private final class Stage implements Rehearsal {
        private final Rehearsal rehearsal;

        Stage(Rehearsal rehearsal) {
            this.rehearsal = rehearsal;
        }

        @Override
        public Outcome<Nothing> serve(Step.Rehearse.Site site, int clientPort, int peerPort) {
            return pass(() -> rehearsal.serve(site, clientPort, peerPort));
        }

        @Override
        public Verdict dial(Step.Rehearse.Site from, Step.Rehearse.Site to, int port) {
            return rehearsal.dial(from, to, port);
        }

        @Override
        public Outcome<Nothing> stop(Step.Rehearse.Site site) {
            return rehearsal.stop(site);
        }
    }

    private final class Files implements HostFiles {
        private final HostFiles files;

        Files(HostFiles files) {
            this.files = files;
        }

        @Override
        public Outcome<Optional<HostFile>> read(HostName host, FilePath path) {
            return files.read(host, path);
        }

        @Override
        public Outcome<Nothing> write(HostName host, FilePath path, HostFile file) {
            return pass(() -> files.write(host, path, file));
        }

        @Override
        public Outcome<Nothing> makeFolder(HostName host, FilePath folder, ServiceUser owner, String mode) {
            return pass(() -> files.makeFolder(host, folder, owner, mode));
        }

        @Override
        public Outcome<Nothing> keepCopy(HostName host, FilePath from, FilePath to) {
            return pass(() -> files.keepCopy(host, from, to));
        }

        @Override
        public Outcome<Nothing> switchLink(HostName host, FilePath link, String target) {
            return pass(() -> files.switchLink(host, link, target));
        }

        @Override
        public Outcome<Nothing> remove(HostName host, FilePath path) {
            return pass(() -> files.remove(host, path));
        }
    }

    private final class Units implements Services {
        private final Services services;

        Units(Services services) {
            this.services = services;
        }

        @Override
        public Outcome<Nothing> restart(HostName host, UnitName unit) {
            return pass(() -> services.restart(host, unit));
        }

        @Override
        public Outcome<Nothing> reload(HostName host) {
            return pass(() -> services.reload(host));
        }

        @Override
        public Outcome<Nothing> enableNow(HostName host, UnitName unit) {
            return pass(() -> services.enableNow(host, unit));
        }

        @Override
        public Outcome<Nothing> disableNow(HostName host, UnitName unit) {
            return pass(() -> services.disableNow(host, unit));
        }

        @Override
        public Outcome<Nothing> reloadUnit(HostName host, UnitName unit) {
            return pass(() -> services.reloadUnit(host, unit));
        }

        @Override
        public Outcome<EtcdService.Unit> state(HostName host, UnitName unit) {
            return services.state(host, unit);
        }

        @Override
        public Outcome<String> log(HostName host, UnitName unit, int lines) {
            return services.log(host, unit, lines);
        }
    }
}
