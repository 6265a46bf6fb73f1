package dev.etcdtls.simulation;

import dev.etcdtls.consumer.FlannelFacts;
import dev.etcdtls.model.Authority;
import dev.etcdtls.model.ClientUrl;
import dev.etcdtls.model.HostName;
import dev.etcdtls.port.ConsumerProbe.Dialled;
import dev.etcdtls.port.ConsumerProbe.PingGap;
import dev.etcdtls.port.ConsumerProbe.Readiness;
import dev.etcdtls.port.ConsumerProbe.Readyz;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;

/** What simulated consumers answer at the moment of a question. Without an answer here a host has none of them. */
final class ProbeAnswers {
    static final FlannelFacts NO_FLANNEL =
            new FlannelFacts(Optional.empty(), new TreeMap<>(), new TreeSet<>(), new TreeSet<>());

    /** What listens on a host beside etcd, such as a proxy. */
    final Map<Place, Supplier<Dialled>> proxies = new HashMap<>();
    /** A host's readiness commands. */
    final Map<HostName, Function<String, Readiness>> ready = new HashMap<>();

    final Map<Authority, Supplier<Readyz>> readyz = new HashMap<>();
    final Map<HostName, Supplier<FlannelFacts>> flannel = new HashMap<>();
    /** Absent: the host has no ping. */
    final Map<HostName, Supplier<PingGap>> pings = new HashMap<>();

    /** A URL as seen from a host. */
    record Place(HostName host, ClientUrl url) {}
}
