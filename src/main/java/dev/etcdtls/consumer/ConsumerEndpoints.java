package dev.etcdtls.consumer;

import dev.etcdtls.model.Authority;
import dev.etcdtls.model.ClientUrl;
import dev.etcdtls.model.HostName;
import dev.etcdtls.model.Scheme;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The endpoints that a consumer gets, all at once: a list is never mixed, because the first endpoint decides for all.
 *
 * @param urls https, sorted by member
 * @param notice what is different from before beside the scheme, for the plan
 */
public record ConsumerEndpoints(List<ClientUrl> urls, Optional<String> notice) {
    public ConsumerEndpoints {
        urls = List.copyOf(urls);
        if (urls.isEmpty()) {
            throw new IllegalArgumentException("a consumer without an endpoint");
        }
    }

    /**
     * For a consumer that dials the members itself. One that dials its own host's member by loopback goes to that member's own address:
     * TLS is not opened on loopback, and its availability stays what it was. Everybody else gets all members.
     */
    public static ConsumerEndpoints direct(ClientSettings now, HostName host, List<MemberListeners> members) {
        boolean loopback =
                !now.endpoints().isEmpty() && now.endpoints().stream().allMatch(ConsumerEndpoints::isLoopback);
        Optional<MemberListeners> own =
                members.stream().filter(member -> member.host().equals(host)).findFirst();
        if (loopback && own.isPresent()) {
            ClientUrl url = new ClientUrl(Scheme.HTTPS, own.get().tls());
            return new ConsumerEndpoints(
                    List.of(url),
                    Optional.of("it dials " + own.get().member() + " by loopback today and gets " + url
                            + ": TLS is not served on loopback"));
        }
        Optional<String> notice = loopback
                ? Optional.of("it dials its own host (" + now.endpoints().getFirst()
                        + "), which carries no member, and gets all members: what listens there is no longer asked")
                : Optional.empty();
        return new ConsumerEndpoints(all(members).urls(), notice);
    }

    /** For a consumer of whose settings nothing is known: every member. */
    public static ConsumerEndpoints all(List<MemberListeners> members) {
        return new ConsumerEndpoints(
                sorted(members)
                        .map(member -> new ClientUrl(Scheme.HTTPS, member.tls()))
                        .toList(),
                Optional.empty());
    }

    /** For a consumer behind the proxy on its own host. */
    public static ConsumerEndpoints through(Authority proxy, Scheme leg) {
        return new ConsumerEndpoints(List.of(new ClientUrl(leg, proxy)), Optional.empty());
    }

    /** For a proxy that checks its servers: both ports of each member, whichever of them speaks TLS at the time. */
    public static List<MemberServer> checked(List<MemberListeners> members) {
        return sorted(members)
                .flatMap(member -> Stream.of(member.client(), member.tls())
                        .distinct()
                        .map(address -> new MemberServer(member.member(), address)))
                .toList();
    }

    /** For a proxy that does not: the port that speaks TLS now and later. */
    public static List<MemberServer> unchecked(List<MemberListeners> members) {
        return sorted(members)
                .map(member -> new MemberServer(member.member(), member.tls()))
                .toList();
    }

    private static Stream<MemberListeners> sorted(List<MemberListeners> members) {
        return members.stream()
                .sorted(Comparator.comparing(MemberListeners::member).thenComparing(MemberListeners::client));
    }

    private static boolean isLoopback(Endpoint endpoint) {
        return endpoint.host()
                .filter(host -> host.equals("localhost") || host.startsWith("127.") || host.equals("[::1]"))
                .isPresent();
    }
}
