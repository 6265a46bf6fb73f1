package dev.etcdtls.engine.observe;

import dev.etcdtls.consumer.ConsumerProcess;
import dev.etcdtls.inventory.ConsumerEntry;
import dev.etcdtls.model.HostName;
import dev.etcdtls.model.MemberId;
import dev.etcdtls.model.Outcome;
import dev.etcdtls.model.PeerUrl;
import dev.etcdtls.model.Problem;
import dev.etcdtls.model.RunId;
import dev.etcdtls.model.UnitName;
import dev.etcdtls.port.CensusTaker;
import dev.etcdtls.port.ClusterLock;
import dev.etcdtls.port.EtcdApi;
import dev.etcdtls.port.EtcdEndpoint;
import dev.etcdtls.port.EtcdPorts;
import dev.etcdtls.port.Nothing;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Ports that nobody may use: for tests of who would be asked, not of what is answered. */
final class NoEtcd {
    private final EtcdApi api = new Silent();

    EtcdApi api() {
        return api;
    }

    EtcdPorts ports() {
        return new EtcdPorts(
                api,
                new Silent(),
                (_, _, _, _) -> {
                    throw unasked();
                },
                new NoCensus(),
                new NoLock());
    }

    private static final class NoCensus implements CensusTaker {
        @Override
        public Outcome<List<ClientConnection>> watch(HostName host, List<Integer> ports, Duration window) {
            throw unasked();
        }

        @Override
        public Outcome<Rejections> rejections(HostName host, UnitName unit, Instant since) {
            throw unasked();
        }

        @Override
        public Outcome<Optional<ConsumerProcess>> process(ConsumerEntry consumer) {
            throw unasked();
        }
    }

    private static AssertionError unasked() {
        return new AssertionError("nobody is asked here");
    }

    private static final class NoLock implements ClusterLock {
        @Override
        public Optional<Problem> acquire(RunId run) {
            throw unasked();
        }

        @Override
        public boolean isHeld() {
            throw unasked();
        }

        @Override
        public void release() {
            throw unasked();
        }
    }

    private static final class Silent implements EtcdApi {
        @Override
        public Outcome<SelfReport> status(EtcdEndpoint endpoint) {
            throw unasked();
        }

        @Override
        public Outcome<List<Entry>> members(EtcdEndpoint endpoint) {
            throw unasked();
        }

        @Override
        public Outcome<Long> linearizableRead(EtcdEndpoint endpoint) {
            throw unasked();
        }

        @Override
        public Outcome<List<String>> alarms(EtcdEndpoint endpoint) {
            throw unasked();
        }

        @Override
        public Outcome<HashKv> hashKv(EtcdEndpoint endpoint, long revision) {
            throw unasked();
        }

        @Override
        public Outcome<Nothing> moveLeader(EtcdEndpoint leader, MemberId to) {
            throw unasked();
        }

        @Override
        public Outcome<Nothing> updateMember(EtcdEndpoint via, MemberId member, List<PeerUrl> peerUrls) {
            throw unasked();
        }

        @Override
        public Outcome<SnapshotFacts> snapshot(EtcdEndpoint from, Path to) {
            throw unasked();
        }

        @Override
        public Outcome<Integer> activePeers(EtcdEndpoint endpoint) {
            throw unasked();
        }

        @Override
        public Outcome<Long> put(EtcdEndpoint endpoint, String key, String value, Duration deadline) {
            throw unasked();
        }

        @Override
        public Outcome<Optional<String>> localGet(EtcdEndpoint endpoint, String key) {
            throw unasked();
        }

        @Override
        public Outcome<Optional<KeyFacts>> keyFacts(EtcdEndpoint endpoint, String key) {
            throw unasked();
        }

        @Override
        public Outcome<Duration> leaseLeft(EtcdEndpoint endpoint, long lease) {
            throw unasked();
        }

        @Override
        public Outcome<Long> deletePrefix(EtcdEndpoint endpoint, String prefix) {
            throw unasked();
        }
    }
}
