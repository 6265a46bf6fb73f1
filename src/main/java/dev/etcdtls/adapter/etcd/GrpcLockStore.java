package dev.etcdtls.adapter.etcd;

import com.google.protobuf.ByteString;
import dev.etcdtls.model.ErrorCode;
import dev.etcdtls.model.Outcome;
import dev.etcdtls.model.Problem;
import dev.etcdtls.port.EtcdEndpoint;
import dev.etcdtls.port.Nothing;
import io.etcd.jetcd.api.Compare;
import io.etcd.jetcd.api.DeleteRangeRequest;
import io.etcd.jetcd.api.KVGrpc;
import io.etcd.jetcd.api.KeyValue;
import io.etcd.jetcd.api.LeaseGrantRequest;
import io.etcd.jetcd.api.LeaseGrpc;
import io.etcd.jetcd.api.LeaseKeepAliveRequest;
import io.etcd.jetcd.api.LeaseKeepAliveResponse;
import io.etcd.jetcd.api.LeaseRevokeRequest;
import io.etcd.jetcd.api.LeaseTimeToLiveRequest;
import io.etcd.jetcd.api.PutRequest;
import io.etcd.jetcd.api.RangeRequest;
import io.etcd.jetcd.api.RequestOp;
import io.etcd.jetcd.api.TxnRequest;
import io.grpc.Channel;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import java.util.function.Supplier;

/** The lock's key over gRPC: each call goes to one member after the other until one answers. Every call may be made twice without harm. */
final class GrpcLockStore implements LockStore {
    private static final ByteString KEY = ByteString.copyFromUtf8(GrpcEtcd.OWN_PREFIX + "lock");
    private static final Duration TRY = Duration.ofSeconds(3);

    private final Calls calls;
    private final Supplier<List<EtcdEndpoint>> members;

    GrpcLockStore(Calls calls, Supplier<List<EtcdEndpoint>> members) {
        this.calls = calls;
        this.members = members;
    }

    @Override
    public Outcome<Long> grant(Duration life) {
        LeaseGrantRequest request =
                LeaseGrantRequest.newBuilder().setTTL(life.toSeconds()).build();
        return anywhere(
                "a lease",
                channel ->
                        LeaseGrpc.newBlockingStub(channel).leaseGrant(request).getID());
    }

    @Override
    public Outcome<Duration> keepAlive(long lease) {
        return anywhere("the renewal of the lock's lease", channel -> Duration.ofSeconds(renew(channel, lease)));
    }

    @Override
    public Outcome<Duration> remaining(long lease) {
        LeaseTimeToLiveRequest request =
                LeaseTimeToLiveRequest.newBuilder().setID(lease).build();
        return anywhere("what is left of the lock's lease", channel -> {
            long seconds =
                    LeaseGrpc.newBlockingStub(channel).leaseTimeToLive(request).getTTL();
            return Duration.ofSeconds(Math.max(0, seconds));
        });
    }

    @Override
    public Outcome<Nothing> revoke(long lease) {
        LeaseRevokeRequest request =
                LeaseRevokeRequest.newBuilder().setID(lease).build();
        return anywhere("the end of the lock's lease", channel -> {
            LeaseGrpc.newBlockingStub(channel).leaseRevoke(request);
            return Nothing.NOTHING;
        });
    }

    @Override
    public Outcome<Optional<Entry>> claim(long lease, String value) {
        Compare absent = Compare.newBuilder()
                .setKey(KEY)
                .setTarget(Compare.CompareTarget.CREATE)
                .setResult(Compare.CompareResult.EQUAL)
                .setCreateRevision(0)
                .build();
        TxnRequest request = TxnRequest.newBuilder()
                .addCompare(absent)
                .addSuccess(put(lease, value))
                .addFailure(RequestOp.newBuilder().setRequestRange(get()))
                .build();
        return anywhere("the claim of the lock", channel -> {
            var answer = KVGrpc.newBlockingStub(channel).txn(request);
            return answer.getSucceeded()
                    ? Optional.empty()
                    : entry(answer.getResponses(0).getResponseRange().getKvsList());
        });
    }

    @Override
    public Outcome<Boolean> replace(Entry seen, long lease, String value) {
        return ifAsSeen(seen, put(lease, value), "taking the lock over");
    }

    @Override
    public Outcome<Boolean> remove(Entry seen) {
        return ifAsSeen(
                seen,
                RequestOp.newBuilder()
                        .setRequestDeleteRange(DeleteRangeRequest.newBuilder().setKey(KEY))
                        .build(),
                "the removal of the lock");
    }

    @Override
    public Outcome<Optional<Entry>> read() {
        return anywhere(
                "the lock",
                channel -> entry(KVGrpc.newBlockingStub(channel).range(get()).getKvsList()));
    }

    private Outcome<Boolean> ifAsSeen(Entry seen, RequestOp then, String what) {
        Compare unchanged = Compare.newBuilder()
                .setKey(KEY)
                .setTarget(Compare.CompareTarget.MOD)
                .setResult(Compare.CompareResult.EQUAL)
                .setModRevision(seen.modRevision())
                .build();
        TxnRequest request =
                TxnRequest.newBuilder().addCompare(unchanged).addSuccess(then).build();
        return anywhere(
                what, channel -> KVGrpc.newBlockingStub(channel).txn(request).getSucceeded());
    }

    private <T> Outcome<T> anywhere(String what, Function<Channel, T> call) {
        Outcome<T> last = new Outcome.Refused<>(new Problem(
                ErrorCode.MEMBER_UNREACHABLE,
                "cluster",
                "no member is known that could answer for " + what,
                "see that the members' hosts are reachable, then try again"));
        for (EtcdEndpoint member : members.get()) {
            last = calls.change(member, what, TRY, call);
            if (last.isDone()) {
                return last;
            }
        }
        return last;
    }

    /** Keepalive is a stream in both directions; one question and one answer of it are enough here. */
    private static long renew(Channel channel, long lease) {
        CompletableFuture<Long> left = new CompletableFuture<>();
        LeaseKeepAliveRequest request =
                LeaseKeepAliveRequest.newBuilder().setID(lease).build();
        var requests = LeaseGrpc.newStub(channel)
                .leaseKeepAlive(new ClientResponseObserver<LeaseKeepAliveRequest, LeaseKeepAliveResponse>() {
                    @Override
                    public void beforeStart(ClientCallStreamObserver<LeaseKeepAliveRequest> stream) {}

                    @Override
                    public void onNext(LeaseKeepAliveResponse answer) {
                        left.complete(answer.getTTL());
                    }

                    @Override
                    public void onError(Throwable error) {
                        left.completeExceptionally(error);
                    }

                    @Override
                    public void onCompleted() {
                        left.complete(0L);
                    }
                });
        requests.onNext(request);
        try {
            return left.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof io.grpc.StatusRuntimeException status ? status : e;
        } finally {
            requests.onCompleted();
        }
    }

    private static RequestOp put(long lease, String value) {
        return RequestOp.newBuilder()
                .setRequestPut(PutRequest.newBuilder()
                        .setKey(KEY)
                        .setValue(ByteString.copyFromUtf8(value))
                        .setLease(lease))
                .build();
    }

    private static RangeRequest get() {
        return RangeRequest.newBuilder().setKey(KEY).build();
    }

    private static Optional<Entry> entry(List<KeyValue> found) {
        return found.stream()
                .findFirst()
                .map(each -> new Entry(each.getValue().toStringUtf8(), each.getModRevision(), each.getLease()));
    }
}
