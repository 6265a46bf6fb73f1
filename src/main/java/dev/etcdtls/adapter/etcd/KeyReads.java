package dev.etcdtls.adapter.etcd;

import com.google.protobuf.ByteString;
import dev.etcdtls.model.Outcome;
import dev.etcdtls.port.EtcdApi.KeyFacts;
import dev.etcdtls.port.EtcdEndpoint;
import io.etcd.jetcd.api.KVGrpc;
import io.etcd.jetcd.api.KeyValue;
import io.etcd.jetcd.api.LeaseGrpc;
import io.etcd.jetcd.api.LeaseTimeToLiveRequest;
import io.etcd.jetcd.api.RangeRequest;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/** Questions about keys of others, which may be secrets: no value is ever asked for. */
final class KeyReads {
    private static final Duration ANSWER = Duration.ofSeconds(4);

    private final Calls calls;

    KeyReads(Calls calls) {
        this.calls = calls;
    }

    Outcome<Optional<KeyFacts>> facts(EtcdEndpoint endpoint, String key) {
        RangeRequest request = RangeRequest.newBuilder()
                .setKey(ByteString.copyFromUtf8(key))
                .setKeysOnly(true)
                .build();
        return calls.ask(
                endpoint,
                "when " + key + " was written",
                ANSWER,
                channel -> KVGrpc.newBlockingStub(channel).range(request).getKvsList().stream()
                        .findFirst()
                        .map(KeyReads::facts));
    }

    private static KeyFacts facts(KeyValue entry) {
        return new KeyFacts(
                entry.getCreateRevision(),
                entry.getModRevision(),
                entry.getLease() == 0 ? OptionalLong.empty() : OptionalLong.of(entry.getLease()));
    }

    /** The answer to a lease that is not there is less than zero. */
    Outcome<Duration> leaseLeft(EtcdEndpoint endpoint, long lease) {
        LeaseTimeToLiveRequest request =
                LeaseTimeToLiveRequest.newBuilder().setID(lease).build();
        return calls.ask(endpoint, "what is left of lease " + Long.toHexString(lease), ANSWER, channel -> {
            long seconds =
                    LeaseGrpc.newBlockingStub(channel).leaseTimeToLive(request).getTTL();
            return Duration.ofSeconds(Math.max(0, seconds));
        });
    }
}
