package dev.etcdtls.engine.observe;

import dev.etcdtls.engine.observe.Answer.Said;
import dev.etcdtls.engine.observe.Answer.Silent;
import dev.etcdtls.model.Authority;
import dev.etcdtls.model.ErrorCode;
import dev.etcdtls.model.EtcdClusterId;
import dev.etcdtls.model.HostName;
import dev.etcdtls.model.MemberId;
import dev.etcdtls.model.PeerUrl;
import dev.etcdtls.model.Problem;
import dev.etcdtls.observation.EtcdService;
import dev.etcdtls.observation.MemberObservation;
import dev.etcdtls.observation.MemberObservation.Membership;
import dev.etcdtls.observation.MemberStatus;
import dev.etcdtls.observation.Sight;
import dev.etcdtls.port.EtcdReads.Entry;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Puts the answers of all members together: one membership, and in words where they differ. Pure. */
final class Assembly {
    private final List<Said> said;
    private final List<Silent> silent;

    Assembly(List<Answer> answers) {
        this.said = answers.stream()
                .flatMap(answer -> answer instanceof Said one ? Stream.of(one) : Stream.empty())
                .toList();
        this.silent = answers.stream()
                .flatMap(answer -> answer instanceof Silent one ? Stream.of(one) : Stream.empty())
                .toList();
    }

    /** etcd's id of the cluster; 0 when no member answered. */
    EtcdClusterId cluster() {
        return reference().map(one -> one.self().cluster()).orElse(new EtcdClusterId(0));
    }

    List<MemberObservation> members() {
        return reference().map(Said::entries).orElse(List.of()).stream()
                .map(this::member)
                .sorted(Comparator.comparing(MemberObservation::name).thenComparing(MemberObservation::id))
                .toList();
    }

    List<String> alarms() {
        return said.stream()
                .flatMap(one -> one.alarms().stream())
                .map(this::withName)
                .distinct()
                .sorted()
                .toList();
    }

    /** Where answers differ from the leader's: ids, learners, peer URLs; and what was not told at all. */
    List<String> disagreements() {
        List<String> words = new ArrayList<>();
        for (Said one : said) {
            one.notTold().forEach(problem -> words.add(one.host() + " did not tell: " + problem.summary()));
            reference().ifPresent(other -> differences(one, other).forEach(words::add));
        }
        for (HostName host : said.stream().map(Said::host).toList()) {
            said.stream()
                    .filter(one -> one.host().compareTo(host) > 0)
                    .filter(one -> idOf(host).equals(Optional.of(one.self().self())))
                    .forEach(
                            one -> words.add("the etcd of " + host + " and of " + one.host() + " are the same member"));
        }
        return List.copyOf(words);
    }

    /** The answer that others are compared with: the leader's own, else the first that told its membership. */
    private Optional<Said> reference() {
        return said.stream()
                .filter(one -> !one.entries().isEmpty())
                .min(Comparator.comparing(one -> !one.self()
                        .status()
                        .leader()
                        .equals(Optional.of(one.self().self()))));
    }

    private List<String> differences(Said one, Said other) {
        if (one == other || one.entries().isEmpty()) {
            return List.of();
        }
        List<String> words = new ArrayList<>();
        if (!one.self().cluster().equals(other.self().cluster())) {
            words.add(one.host() + " is of cluster " + one.self().cluster() + ", " + other.host() + " of "
                    + other.self().cluster());
        }
        String here = membershipInWords(one.entries());
        String there = membershipInWords(other.entries());
        if (!here.equals(there)) {
            words.add(one.host() + " says the members are " + here + "; " + other.host() + " says " + there);
        }
        return words;
    }

    private static String membershipInWords(List<Entry> entries) {
        return entries.stream()
                .sorted(Comparator.comparing(Entry::id))
                .map(entry -> entry.name() + "(" + entry.id() + (entry.learner() ? ", learner" : "") + ") "
                        + entry.peerUrls().stream().map(PeerUrl::toString).collect(Collectors.joining(",")))
                .collect(Collectors.joining(" "));
    }

    private MemberObservation member(Entry entry) {
        Optional<Said> itself = said.stream()
                .filter(one -> one.self().self().equals(entry.id()))
                .findFirst();
        Sight<MemberStatus> status = itself.<Sight<MemberStatus>>map(
                        one -> new Sight.Seen<>(one.self().status()))
                .orElseGet(() -> new Sight.Unseen<>(whySilent(entry)));
        return new MemberObservation(
                entry.id(),
                entry.name(),
                entry.learner(),
                itself.map(Said::host),
                new Membership(entry.peerUrls(), entry.clientUrls()),
                status);
    }

    /** The reason of the silent host that most likely carries this member: by its name or its peer address. */
    private Problem whySilent(Entry entry) {
        return silent.stream()
                .filter(one ->
                        one.service().filter(service -> carries(service, entry)).isPresent())
                .findFirst()
                .or(() -> silent.size() == 1 ? Optional.of(silent.getFirst()) : Optional.empty())
                .map(Silent::reason)
                .orElseGet(() -> new Problem(
                        ErrorCode.MEMBER_UNREACHABLE,
                        "members/" + entry.name(),
                        "no host of the inventory answered as member " + entry.name() + " (" + entry.id() + ")",
                        "see that its host is in the inventory with member: true and that its etcd runs"));
    }

    private static boolean carries(EtcdService service, Entry entry) {
        return Stream.of(service.running(), service.onNextStart())
                .anyMatch(settings ->
                        settings.get("name").equals(Optional.of(entry.name().value()))
                                || settings.listenPeerUrls().stream()
                                        .map(PeerUrl::authority)
                                        .anyMatch(authorities(entry)::contains));
    }

    private static List<Authority> authorities(Entry entry) {
        return entry.peerUrls().stream().map(PeerUrl::authority).toList();
    }

    private Optional<MemberId> idOf(HostName host) {
        return said.stream()
                .filter(one -> one.host().equals(host))
                .map(one -> one.self().self())
                .findFirst();
    }

    private String withName(String alarm) {
        Function<Entry, String> id = entry -> entry.id().toString();
        return reference().map(Said::entries).orElse(List.of()).stream()
                .filter(entry -> alarm.endsWith(" " + id.apply(entry)))
                .findFirst()
                .map(entry -> alarm.substring(0, alarm.lastIndexOf(' ') + 1) + entry.name())
                .orElse(alarm);
    }
}
