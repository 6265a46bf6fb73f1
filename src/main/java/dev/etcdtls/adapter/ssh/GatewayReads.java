package dev.etcdtls.adapter.ssh;

import dev.etcdtls.certificate.CertificateFolder;
import dev.etcdtls.model.Outcome;
import dev.etcdtls.port.EtcdEndpoint;
import dev.etcdtls.port.EtcdReads;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Questions to a member through its JSON gateway, by curl on its own host and, over https, with its own certificate. The gateway's prefix
 * is {@code /v3} from etcd 3.4 on and {@code /v3beta} in 3.3.
 */
final class GatewayReads implements EtcdReads {
    private static final int NOT_FOUND = 404;

    private final HttpFromHost http;

    GatewayReads(HttpFromHost http) {
        this.http = http;
    }

    @Override
    public Outcome<SelfReport> status(EtcdEndpoint endpoint) {
        return ask(endpoint, "/maintenance/status", "{}", GatewayAnswer::status);
    }

    @Override
    public Outcome<List<Entry>> members(EtcdEndpoint endpoint) {
        return ask(endpoint, "/cluster/member/list", "{}", GatewayAnswer::members);
    }

    /** One key that need not be there, linearizable as every range is unless it says otherwise. */
    @Override
    public Outcome<Long> linearizableRead(EtcdEndpoint endpoint) {
        return ask(endpoint, "/kv/range", "{\"key\":\"AA==\",\"limit\":1,\"keys_only\":true}", GatewayAnswer::revision);
    }

    @Override
    public Outcome<List<String>> alarms(EtcdEndpoint endpoint) {
        return ask(endpoint, "/maintenance/alarm", "{\"action\":\"GET\"}", GatewayAnswer::alarms);
    }

    private <T> Outcome<T> ask(EtcdEndpoint endpoint, String path, String body, Function<GatewayAnswer, T> reading) {
        return post(endpoint, "/v3" + path, body)
                .then(answer -> answer.code() == 0 && answer.status() == NOT_FOUND
                        ? post(endpoint, "/v3beta" + path, body)
                        : new Outcome.Done<>(answer))
                .then(answer -> read(endpoint, answer, reading));
    }

    private Outcome<HttpFromHost.Answer> post(EtcdEndpoint endpoint, String path, String body) {
        return http.send(
                endpoint.host(),
                new HttpFromHost.Request(
                        SshPeerDialer.ROOT,
                        endpoint.url() + path,
                        endpoint.url().isHttps() ? Optional.of(CertificateFolder.MEMBER.current()) : Optional.empty(),
                        Optional.of(body)));
    }

    private static <T> Outcome<T> read(
            EtcdEndpoint endpoint, HttpFromHost.Answer answer, Function<GatewayAnswer, T> reading) {
        if (!answer.isOk()) {
            String said = answer.code() == 0 ? GatewayAnswer.complaint(answer.body()) : "";
            return new Outcome.Refused<>(
                    HostProblems.memberUnreachable(endpoint, answer.why() + (said.isEmpty() ? "" : ": " + said)));
        }
        return GatewayAnswer.parse(answer.body())
                .<Outcome<T>>map(parsed -> new Outcome.Done<>(reading.apply(parsed)))
                .orElseGet(() -> new Outcome.Refused<>(
                        HostProblems.memberUnreachable(endpoint, "its answer is not what etcd's gateway says")));
    }
}
