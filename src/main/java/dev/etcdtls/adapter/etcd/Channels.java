package dev.etcdtls.adapter.etcd;

import dev.etcdtls.model.Authority;
import dev.etcdtls.model.ErrorCode;
import dev.etcdtls.model.HostName;
import dev.etcdtls.model.Outcome;
import dev.etcdtls.model.Problem;
import dev.etcdtls.port.CertificateIssuer.IssuedKeyPair;
import dev.etcdtls.port.EtcdEndpoint;
import dev.etcdtls.port.OperatorIdentity;
import dev.etcdtls.port.Tunnels;
import io.grpc.ConnectivityState;
import io.grpc.ManagedChannel;
import io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.NettyChannelBuilder;
import io.netty.channel.ChannelOption;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.security.GeneralSecurityException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * One gRPC channel to each endpoint, dialled where the tunnel leads, with the URL's own host and port as the authority, so that the
 * member's certificate is checked for the name in its URL.
 *
 * <p>A channel is made anew when the tunnel has moved, the tool's certificate has changed, or the channel is in trouble: gRPC would answer
 * from its back-off with the last error, for up to two minutes after the member is back.
 *
 * <p>Who is asked over TLS is no longer asked in plaintext: the first TLS call to a host closes its plaintext channels, which would
 * otherwise stand idle for half an hour and look like a client that has not moved. Calls that are under way on them come to their end.
 */
final class Channels implements AutoCloseable {
    /** Held, because a logger's level is lost with the logger. gRPC tells on stderr what it found out about epoll. */
    private static final Logger GRPC = Logger.getLogger("io.grpc");

    private static final int CONNECT_MILLIS = 3_000;

    static {
        GRPC.setLevel(Level.SEVERE);
    }

    private final Tunnels tunnels;
    private final OperatorIdentity operator;
    private final Map<EtcdEndpoint, Line> lines = new LinkedHashMap<>();
    private final Contexts tls = new Contexts();

    Channels(Tunnels tunnels, OperatorIdentity operator) {
        this.tunnels = tunnels;
        this.operator = operator;
    }

    /** A channel that is connected or will dial on the next call. */
    Outcome<ManagedChannel> to(EtcdEndpoint endpoint) {
        return switch (tunnels.open(endpoint.host(), endpoint.url().authority())) {
            case Outcome.Done<Authority>(Authority dial) -> to(endpoint, dial);
            case Outcome.Refused<Authority>(Problem problem) -> new Outcome.Refused<>(problem);
            // A tunnel that may or may not be there: nothing was asked of etcd yet.
            case Outcome.Unknown<Authority>(Problem problem) -> new Outcome.Refused<>(problem);
        };
    }

    private Outcome<ManagedChannel> to(EtcdEndpoint endpoint, Authority dial) {
        if (!endpoint.url().isHttps()) {
            return new Outcome.Done<>(channel(endpoint, dial, Optional.empty()));
        }
        Optional<IssuedKeyPair> identity = operator.load();
        if (identity.isEmpty()) {
            return new Outcome.Refused<>(new Problem(
                    ErrorCode.MEMBER_UNREACHABLE,
                    "hosts/" + endpoint.host(),
                    endpoint.url() + " speaks TLS and this run has no operator certificate",
                    "resume the run, which makes one, or look with etcd-tls audit"));
        }
        try {
            return new Outcome.Done<>(channel(endpoint, dial, Optional.of(tls.of(identity.get()))));
        } catch (GeneralSecurityException | IOException e) {
            return new Outcome.Refused<>(new Problem(
                    ErrorCode.CERTIFICATE_UNFIT,
                    "secret/operator",
                    "the run's operator certificate cannot be used: " + Trouble.firstLine(e),
                    "issue a new one with etcd-tls client"));
        }
    }

    /** Nothing slow is done here: calls to all members pass through. */
    private synchronized ManagedChannel channel(EtcdEndpoint endpoint, Authority dial, Optional<SslContext> context) {
        if (context.isPresent()) {
            closePlaintext(endpoint.host());
        }
        Line line = lines.get(endpoint);
        if (line != null && line.serves(dial, context)) {
            return line.channel();
        }
        if (line != null) {
            line.channel().shutdown();
            lines.remove(endpoint);
        }
        ManagedChannel channel = build(endpoint, dial, context);
        lines.put(endpoint, new Line(dial, context, channel));
        return channel;
    }

    private void closePlaintext(HostName host) {
        lines.entrySet().removeIf(each -> {
            boolean plaintext =
                    each.getKey().host().equals(host) && !each.getKey().url().isHttps();
            if (plaintext) {
                each.getValue().channel().shutdown();
            }
            return plaintext;
        });
    }

    /** Forgets a channel that failed; calls in flight on it end by themselves. */
    synchronized void discard(EtcdEndpoint endpoint, ManagedChannel channel) {
        Line line = lines.get(endpoint);
        if (line != null && line.channel() == channel) {
            lines.remove(endpoint);
        }
        channel.shutdown();
    }

    @Override
    public synchronized void close() {
        lines.values().forEach(line -> line.channel().shutdownNow());
        lines.clear();
    }

    private static ManagedChannel build(EtcdEndpoint endpoint, Authority dial, Optional<SslContext> context) {
        NettyChannelBuilder builder = NettyChannelBuilder.forAddress(
                        new InetSocketAddress(dial.bareHost(), dial.port()))
                .overrideAuthority(endpoint.url().authority().toString())
                .withOption(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_MILLIS)
                // A proxy of the environment must not come between the tool and a member.
                .proxyDetector(_ -> null)
                // etcd answers pings more frequent than every 5 s by hanging up.
                .keepAliveTime(10, TimeUnit.SECONDS)
                .keepAliveTimeout(5, TimeUnit.SECONDS)
                .userAgent("etcd-tls");
        return context.map(builder::sslContext).orElseGet(builder::usePlaintext).build();
    }

    /** The context of the tool's certificate. Making the first one takes a second on a small machine, in which nobody else waits. */
    private static final class Contexts {
        private Optional<IssuedKeyPair> pair = Optional.empty();
        private Optional<SslContext> context = Optional.empty();

        synchronized SslContext of(IssuedKeyPair wanted) throws GeneralSecurityException, IOException {
            if (context.isPresent() && pair.equals(Optional.of(wanted))) {
                return context.get();
            }
            SslContext made = GrpcSslContexts.configure(SslContextBuilder.forClient(), SslProvider.JDK)
                    .keyManager(TlsMaterial.presenting(wanted))
                    .trustManager(TlsMaterial.trusting(wanted.certificate().trustedCa()))
                    .protocols("TLSv1.3", "TLSv1.2")
                    .build();
            pair = Optional.of(wanted);
            context = Optional.of(made);
            return made;
        }
    }

    private record Line(Authority dial, Optional<SslContext> context, ManagedChannel channel) {
        boolean serves(Authority wantedDial, Optional<SslContext> wantedContext) {
            return dial.equals(wantedDial)
                    && context.equals(wantedContext)
                    && !channel.isShutdown()
                    && channel.getState(false) != ConnectivityState.TRANSIENT_FAILURE;
        }
    }
}
