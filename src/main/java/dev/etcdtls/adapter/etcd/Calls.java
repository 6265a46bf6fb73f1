package dev.etcdtls.adapter.etcd;

import dev.etcdtls.model.Outcome;
import dev.etcdtls.model.Problem;
import dev.etcdtls.port.EtcdEndpoint;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.ClientInterceptors;
import io.grpc.ClientStreamTracer;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * Makes one gRPC call with a deadline and says what became of it. Never waits for a member to come back: a call that finds no connection
 * fails at once.
 *
 * <p>Whether a failed call may have taken effect is known from gRPC itself: a stream is made only on a connection whose TLS handshake and
 * HTTP/2 settings are through, so a call that never had a stream was never sent.
 */
final class Calls {
    private final Channels channels;

    Calls(Channels channels) {
        this.channels = channels;
    }

    /** A question: when it fails nothing has happened, so it is never {@code Unknown}. */
    <T> Outcome<T> ask(EtcdEndpoint endpoint, String what, Duration deadline, Function<Channel, T> call) {
        return run(endpoint, what, deadline, call, Effect.NONE);
    }

    /** A change: {@code Unknown} when it failed after it had been sent and etcd did not say that it refused. */
    <T> Outcome<T> change(EtcdEndpoint endpoint, String what, Duration deadline, Function<Channel, T> call) {
        return run(endpoint, what, deadline, call, Effect.CHANGES);
    }

    private <T> Outcome<T> run(
            EtcdEndpoint endpoint, String what, Duration deadline, Function<Channel, T> call, Effect effect) {
        return switch (channels.to(endpoint)) {
            case Outcome.Done<ManagedChannel>(ManagedChannel channel) -> {
                Attempt<T> first = attempt(channel, endpoint, what, deadline, call, effect);
                // Another thread may have discarded the channel between our lookup and our call.
                yield first.lostChannel() && channels.to(endpoint) instanceof Outcome.Done<ManagedChannel>(var fresh)
                        ? attempt(fresh, endpoint, what, deadline, call, effect).outcome()
                        : first.outcome();
            }
            case Outcome.Refused<ManagedChannel>(Problem problem) -> new Outcome.Refused<>(problem);
            case Outcome.Unknown<ManagedChannel>(Problem problem) -> new Outcome.Refused<>(problem);
        };
    }

    private <T> Attempt<T> attempt(
            ManagedChannel channel,
            EtcdEndpoint endpoint,
            String what,
            Duration deadline,
            Function<Channel, T> call,
            Effect effect) {
        Watched watched = new Watched(deadline);
        try {
            return new Attempt<>(new Outcome.Done<>(call.apply(ClientInterceptors.intercept(channel, watched))), false);
        } catch (StatusRuntimeException e) {
            Trouble trouble = new Trouble(endpoint, what, deadline, e, watched.sent);
            boolean lostChannel = !watched.sent && channel.isShutdown();
            if (trouble.isOfTheConnection()) {
                channels.discard(endpoint, channel);
            }
            return new Attempt<>(
                    effect == Effect.CHANGES && trouble.mayHaveHappened()
                            ? new Outcome.Unknown<>(trouble.unknown())
                            : new Outcome.Refused<>(trouble.problem()),
                    lostChannel);
        } catch (UnreadableAnswer e) {
            return new Attempt<>(new Outcome.Refused<>(e.problem(endpoint, what)), false);
        }
    }

    private enum Effect {
        NONE,
        CHANGES
    }

    private record Attempt<T>(Outcome<T> outcome, boolean lostChannel) {}

    /** Gives every call its deadline and notes whether it reached a connection. */
    private static final class Watched implements ClientInterceptor {
        private final Duration deadline;
        private volatile boolean sent;

        Watched(Duration deadline) {
            this.deadline = deadline;
        }

        @Override
        public <Q, A> ClientCall<Q, A> interceptCall(MethodDescriptor<Q, A> method, CallOptions options, Channel next) {
            CallOptions withTracer = options.withDeadlineAfter(deadline.toNanos(), TimeUnit.NANOSECONDS)
                    .withStreamTracerFactory(new ClientStreamTracer.Factory() {
                        @Override
                        public ClientStreamTracer newClientStreamTracer(
                                ClientStreamTracer.StreamInfo info, Metadata headers) {
                            return new ClientStreamTracer() {
                                @Override
                                public void outboundHeaders() {
                                    sent = true;
                                }
                            };
                        }
                    });
            return next.newCall(method, withTracer);
        }
    }
}
