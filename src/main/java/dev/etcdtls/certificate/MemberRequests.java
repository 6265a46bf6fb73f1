package dev.etcdtls.certificate;

import dev.etcdtls.model.Authority;
import dev.etcdtls.model.ClusterName;
import dev.etcdtls.model.MemberName;
import java.time.Duration;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Which certificate a member, the tool itself or a named client must have. */
public final class MemberRequests {
    /** X.520's upper bound of a common name; openssl refuses a longer one. */
    private static final int LONGEST_COMMON_NAME = 64;

    private static final int LONGEST_LABEL = 63;

    private static final Pattern PEER_NAME = Pattern.compile("(?i)peer\\.[a-z0-9-]{1,40}\\.etcd");
    private static final Pattern CLIENT_NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._@:-]{0,63}");
    private static final Duration OPERATOR_TTL = Duration.ofHours(24);
    private static final SortedSet<String> NONE = new TreeSet<>();

    private MemberRequests() {}

    /**
     * A member's certificate: server and client in one, because etcd dials its peers (and its own JSON gateway) with the certificate that it
     * serves with.
     *
     * @param urls hosts of all its peer, client and advertised URLs; wildcard addresses are left out, nobody dials them
     * @param sources every address from which other members see it dial: the peer listener checks the remote IP against the IP SANs
     * @param clientNames names or addresses that clients dial besides (a load balancer)
     */
    public static CertificateRequest member(
            ClusterName cluster,
            MemberName member,
            Collection<Authority> urls,
            Collection<String> sources,
            Collection<String> clientNames,
            Duration ttl) {
        SortedSet<String> names = new TreeSet<>(List.of("localhost", peerName(cluster)));
        SortedSet<String> addresses = new TreeSet<>(List.of("127.0.0.1"));
        add(dnsName(member), names, addresses);
        urls.stream().filter(url -> !url.isWildcard()).forEach(url -> add(url.host(), names, addresses));
        sources.forEach(source -> add(source, names, addresses));
        clientNames.forEach(name -> add(name, names, addresses));
        return new CertificateRequest(
                memberCommonName(cluster, member), names, addresses, EnumSet.of(Usage.SERVER, Usage.CLIENT), ttl);
    }

    /** The tool's own client certificate: no SANs, at most a day. */
    public static CertificateRequest operator(Duration issuerTtl) {
        return clientOnly("etcd-tls", issuerTtl.compareTo(OPERATOR_TTL) < 0 ? issuerTtl : OPERATOR_TTL);
    }

    /**
     * A named client's certificate, client usage only and without SANs. The name becomes etcd's user when RBAC is on.
     *
     * @throws IllegalArgumentException for a name that cannot be a common name, or by which members recognise each other
     */
    public static CertificateRequest client(String name, Duration ttl) {
        if (!CLIENT_NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("not a client name ([A-Za-z0-9._@:-], at most 64): '" + name + "'");
        }
        if (isPeerName(name)) {
            throw new IllegalArgumentException("'" + name + "' is the name by which members recognise each other");
        }
        return clientOnly(name, ttl);
    }

    /**
     * The DNS SAN that only members carry: the https peer listener demands it ({@code peer-cert-allowed-hostname}), otherwise any client
     * certificate of the same CA may speak raft.
     */
    public static String peerName(ClusterName cluster) {
        return "peer." + cluster + ".etcd";
    }

    /** Whether a name is some cluster's {@link #peerName}. */
    public static boolean isPeerName(String name) {
        return PEER_NAME.matcher(name).matches();
    }

    /**
     * A member's name as a DNS SAN (HAProxy's {@code verifyhost} needs a name): lower case, and what a host name cannot have becomes a hyphen,
     * underscores too. OpenBao 2.7.2 leaves a name with an underscore out of the certificate without a word.
     */
    public static String dnsName(MemberName member) {
        String plain = member.value().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9.-]", "-");
        String name = Pattern.compile("\\.")
                .splitAsStream(plain)
                .map(MemberRequests::label)
                .filter(label -> !label.isEmpty())
                .collect(Collectors.joining("."));
        return name.isEmpty() ? "member" : name;
    }

    /** A label neither begins nor ends with a hyphen and has at most 63 characters. */
    private static String label(String text) {
        String trimmed = text.replaceAll("^-+", "");
        return trimmed.substring(0, Math.min(LONGEST_LABEL, trimmed.length())).replaceAll("-+$", "");
    }

    private static String memberCommonName(ClusterName cluster, MemberName member) {
        String full = dnsName(member) + "." + cluster + ".etcd";
        return full.length() <= LONGEST_COMMON_NAME ? full : "member." + cluster + ".etcd";
    }

    private static void add(String host, SortedSet<String> names, SortedSet<String> addresses) {
        IpText.canonical(host).ifPresentOrElse(addresses::add, () -> names.add(host.toLowerCase(Locale.ROOT)));
    }

    private static CertificateRequest clientOnly(String commonName, Duration ttl) {
        return new CertificateRequest(commonName, NONE, NONE, EnumSet.of(Usage.CLIENT), ttl);
    }
}
