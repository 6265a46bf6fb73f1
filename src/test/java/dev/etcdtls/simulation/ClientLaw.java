package dev.etcdtls.simulation;

import dev.etcdtls.journal.JournalEntry;
import dev.etcdtls.model.ClientUrl;
import dev.etcdtls.port.CensusTaker.Speech;
import dev.etcdtls.step.Phase;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * L4: plaintext is closed only after a census that ended, a person's yes, and with no plaintext client left; until then every member that
 * serves really answers plaintext clients.
 */
final class ClientLaw {
    private final SimulatedCluster cluster;

    ClientLaw(SimulatedCluster cluster) {
        this.cluster = cluster;
    }

    /** @param served whether it served plaintext beyond its own host before this start */
    List<String> afterStart(SimulatedMember member, boolean served) {
        if (!served || member.process.isEmpty() || servesPlaintext(member)) {
            return List.of();
        }
        List<JournalEntry> journal = cluster.run.journal();
        return Stream.of(
                        unless(consented(journal, Phase.ENFORCE), "L4: plaintext was closed and nobody had said yes"),
                        unless(counted(journal, "census/"), "L4: plaintext was closed without a census"),
                        unless(
                                client(Speech.PLAINTEXT).isEmpty(),
                                "L4: plaintext was closed on " + client(Speech.PLAINTEXT)),
                        unless(
                                client(Speech.HEALTH_CHECK).isEmpty(),
                                "L4: plaintext was closed on the health check of " + client(Speech.HEALTH_CHECK)))
                .flatMap(Optional::stream)
                .toList();
    }

    /**
     * The mirror: a TLS listener is taken away only after a census that ended, a person's yes, and with no TLS client left.
     *
     * @param before the TLS listeners for other hosts before this start
     */
    List<String> afterWithdrawal(SimulatedMember member, Set<ClientUrl> before) {
        if (member.process.isEmpty() || tlsListeners(member).containsAll(before)) {
            return List.of();
        }
        List<JournalEntry> journal = cluster.run.journal();
        Phase phase = phase(journal);
        return Stream.of(
                        unless(consented(journal, phase), "L4: TLS was taken away and nobody had said yes"),
                        unless(
                                counted(journal, "census/tls-before-" + phase.text()),
                                "L4: TLS was taken away without a census"),
                        unless(
                                tlsListeners(member).isEmpty()
                                        ? client(Speech.TLS).isEmpty()
                                        : true,
                                "L4: TLS was taken from " + client(Speech.TLS)))
                .flatMap(Optional::stream)
                .toList();
    }

    /** The phase of the step that was begun last. */
    private static Phase phase(List<JournalEntry> journal) {
        String step = journal.stream()
                .flatMap(entry -> entry instanceof JournalEntry.Started started
                        ? Stream.of(started.step().value())
                        : Stream.empty())
                .reduce((_, last) -> last)
                .orElse("");
        return step.startsWith("reopen/") ? Phase.REOPEN : Phase.WITHDRAW;
    }

    /** Said in this life of the tool: the clients may be others than in an earlier one. */
    private static boolean consented(List<JournalEntry> journal, Phase phase) {
        return ofThisLife(journal)
                .anyMatch(entry -> entry instanceof JournalEntry.Consented consent && consent.phase() == phase);
    }

    private static boolean counted(List<JournalEntry> journal, String census) {
        return ofThisLife(journal)
                .anyMatch(entry -> entry instanceof JournalEntry.Finished end
                        && end.step().value().startsWith(census));
    }

    private static Stream<JournalEntry> ofThisLife(List<JournalEntry> journal) {
        int begun = 0;
        for (int line = 0; line < journal.size(); line++) {
            if (journal.get(line) instanceof JournalEntry.Resumed) {
                begun = line;
            }
        }
        return journal.subList(begun, journal.size()).stream();
    }

    /** The https client listeners of a member that other hosts reach. */
    static Set<ClientUrl> tlsListeners(SimulatedMember member) {
        return remote(member).filter(ClientUrl::isHttps).collect(Collectors.toSet());
    }

    /** Before the yes, a plaintext client finds every serving member where it always was. */
    List<String> afterEffect() {
        boolean promised = cluster.run.journal().stream()
                .noneMatch(
                        entry -> entry instanceof JournalEntry.Consented consent && consent.phase() == Phase.ENFORCE);
        return cluster.network.members.values().stream()
                .filter(member -> promised && member.ready && servesPlaintext(member))
                .filter(member -> remote(member)
                        .filter(url -> !url.isHttps())
                        .allMatch(url -> member.losesPlaintextAt(url.authority())))
                .map(member -> "L4: " + member.name + " promises plaintext and loses its calls")
                .toList();
    }

    static boolean servesPlaintext(SimulatedMember member) {
        return remote(member).anyMatch(url -> !url.isHttps());
    }

    private static Stream<ClientUrl> remote(SimulatedMember member) {
        return member.listenClientUrls().stream().filter(url -> !url.authority().isLoopback());
    }

    private String client(Speech speech) {
        return cluster.clients.stream()
                .filter(SimulatedClient::isConnected)
                .filter(client -> client.speech(cluster.clock.now()) == speech)
                .map(client -> client.process.isEmpty() ? client.remote.toString() : client.process)
                .findFirst()
                .orElse("");
    }

    private static Optional<String> unless(boolean kept, String broken) {
        return kept ? Optional.empty() : Optional.of(broken);
    }
}
