package dev.etcdtls.engine.action;

import dev.etcdtls.config.EtcdSettings;
import dev.etcdtls.event.Health;
import dev.etcdtls.event.Health.Listens;
import dev.etcdtls.event.Health.Part;
import dev.etcdtls.model.ClientUrl;
import dev.etcdtls.observation.ClusterObservation;
import dev.etcdtls.observation.EtcdService;
import dev.etcdtls.observation.MemberObservation;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/** What of an observation a person at a gate wants to know. */
public final class HealthOf {
    private HealthOf() {}

    public static Health observation(ClusterObservation seen, SortedMap<String, String> figures) {
        List<Health.Member> members = seen.members().stream()
                .map(member -> new Health.Member(member.name(), part(member, seen), listens(member, seen)))
                .sorted(Comparator.comparing(member -> member.name().value()))
                .toList();
        return new Health(seen.at(), members, seen.alarms(), figures);
    }

    private static Part part(MemberObservation member, ClusterObservation seen) {
        if (!member.isServing()) {
            return Part.AWAY;
        }
        if (member.learner()) {
            return Part.LEARNER;
        }
        return seen.leader().equals(Optional.of(member.id())) ? Part.LEADER : Part.FOLLOWER;
    }

    private static Listens listens(MemberObservation member, ClusterObservation seen) {
        List<ClientUrl> urls = member.host().flatMap(seen::service).stream()
                .map(EtcdService::running)
                .filter(running -> !running.values().isEmpty())
                .map(EtcdSettings::listenClientUrls)
                .flatMap(List::stream)
                .filter(url -> !url.authority().isLoopback())
                .toList();
        if (urls.isEmpty()) {
            return Listens.UNKNOWN;
        }
        if (urls.stream().allMatch(ClientUrl::isHttps)) {
            return Listens.TLS;
        }
        return urls.stream().anyMatch(ClientUrl::isHttps) ? Listens.BOTH : Listens.PLAINTEXT;
    }
}
