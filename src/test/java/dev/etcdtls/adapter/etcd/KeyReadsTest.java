package dev.etcdtls.adapter.etcd;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.etcdtls.model.Authority;
import dev.etcdtls.model.ClientUrl;
import dev.etcdtls.model.HostName;
import dev.etcdtls.model.Outcome;
import dev.etcdtls.port.CertificateIssuer.IssuedKeyPair;
import dev.etcdtls.port.EtcdApi.KeyFacts;
import dev.etcdtls.port.EtcdEndpoint;
import dev.etcdtls.port.OperatorIdentity;
import dev.etcdtls.port.Tunnels;
import io.etcd.jetcd.api.KVGrpc;
import io.etcd.jetcd.api.KeyValue;
import io.etcd.jetcd.api.LeaseGrpc;
import io.etcd.jetcd.api.LeaseTimeToLiveRequest;
import io.etcd.jetcd.api.LeaseTimeToLiveResponse;
import io.etcd.jetcd.api.RangeRequest;
import io.etcd.jetcd.api.RangeResponse;
import io.grpc.Server;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against a server on the loopback that has two keys and one lease. */
class KeyReadsTest {
    private static final long LEASE = 0x7587_0f1e_2d3c_4b5aL;

    private final Server server = NettyServerBuilder.forAddress(new InetSocketAddress("127.0.0.1", 0))
            .addService(new Keys())
            .addService(new Leases())
            .build();

    @BeforeEach
    void start() throws IOException {
        server.start();
    }

    @AfterEach
    void stop() throws InterruptedException {
        server.shutdownNow();
        assertThat(server.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void aKeyTellsItsRevisionsAndItsLease() {
        try (Channels channels = channels()) {
            KeyReads reads = new KeyReads(new Calls(channels));

            assertThat(reads.facts(endpoint(), "/registry/masterleases/198.51.100.21"))
                    .isEqualTo(new Outcome.Done<>(Optional.of(new KeyFacts(5, 90, OptionalLong.of(LEASE)))));
            assertThat(reads.facts(endpoint(), "/coreos.com/network/config"))
                    .isEqualTo(new Outcome.Done<>(Optional.of(new KeyFacts(3, 3, OptionalLong.empty()))));
            assertThat(reads.facts(endpoint(), "/none")).isEqualTo(new Outcome.Done<>(Optional.empty()));
        }
    }

    @Test
    void aLeaseThatIsOverHasNothingLeft() {
        try (Channels channels = channels()) {
            KeyReads reads = new KeyReads(new Calls(channels));

            assertThat(reads.leaseLeft(endpoint(), LEASE)).isEqualTo(new Outcome.Done<>(Duration.ofSeconds(86_399)));
            assertThat(reads.leaseLeft(endpoint(), 7)).isEqualTo(new Outcome.Done<>(Duration.ZERO));
        }
    }

    @Test
    void aMemberThatDoesNotAnswerIsNoAnswer() {
        EtcdEndpoint gone = endpoint();
        server.shutdownNow();
        try (Channels channels = channels()) {
            KeyReads reads = new KeyReads(new Calls(channels));

            assertThat(reads.facts(gone, "/none")).isInstanceOf(Outcome.Refused.class);
        }
    }

    private EtcdEndpoint endpoint() {
        return new EtcdEndpoint(new HostName("m1"), ClientUrl.parse("http://127.0.0.1:" + server.getPort()));
    }

    private static Channels channels() {
        Tunnels straight = (HostName _, Authority to) -> new Outcome.Done<>(to);
        return new Channels(straight, new NoOperator());
    }

    private static final class Keys extends KVGrpc.KVImplBase {
        @Override
        public void range(RangeRequest request, StreamObserver<RangeResponse> answer) {
            RangeResponse.Builder found = RangeResponse.newBuilder();
            assertThat(request.getSerializable()).isFalse();
            // A value that was not asked for would show here.
            ByteString value = ByteString.copyFromUtf8(request.getKeysOnly() ? "" : "a secret");
            switch (request.getKey().toStringUtf8()) {
                case "/registry/masterleases/198.51.100.21" ->
                    found.addKvs(KeyValue.newBuilder()
                            .setValue(value)
                            .setCreateRevision(5)
                            .setModRevision(90)
                            .setLease(LEASE));
                case "/coreos.com/network/config" ->
                    found.addKvs(KeyValue.newBuilder()
                            .setValue(value)
                            .setCreateRevision(3)
                            .setModRevision(3));
                default -> {}
            }
            assertThat(found.getKvsList()).allMatch(entry -> entry.getValue().isEmpty());
            answer.onNext(found.build());
            answer.onCompleted();
        }
    }

    private static final class Leases extends LeaseGrpc.LeaseImplBase {
        @Override
        public void leaseTimeToLive(LeaseTimeToLiveRequest request, StreamObserver<LeaseTimeToLiveResponse> answer) {
            answer.onNext(LeaseTimeToLiveResponse.newBuilder()
                    .setTTL(request.getID() == LEASE ? 86_399 : -1)
                    .build());
            answer.onCompleted();
        }
    }

    private static final class NoOperator implements OperatorIdentity {
        @Override
        public void store(IssuedKeyPair pair) {
            throw new AssertionError("nothing is stored here");
        }

        @Override
        public Optional<IssuedKeyPair> load() {
            return Optional.empty();
        }

        @Override
        public void remove() {
            throw new AssertionError("nothing is removed here");
        }
    }
}
