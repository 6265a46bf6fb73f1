package dev.etcdtls.simulation;

import dev.etcdtls.journal.JournalEntry;
import dev.etcdtls.model.ClientUrl;
import dev.etcdtls.port.CensusTaker.Speech;
import dev.etcdtls.step.Phase;
import java.util.List;
import java.util.Optional;
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
                        unless(
                                journal.stream()
                                        .anyMatch(entry -> entry instanceof JournalEntry.Consented consent
                                                && consent.phase() == Phase.ENFORCE),
                                "L4: plaintext was closed and nobody had said yes"),
                        unless(
                                journal.stream()
                                        .anyMatch(entry -> entry instanceof JournalEntry.Finished end
                                                && end.step().value().startsWith("census/")),
                                "L4: plaintext was closed without a census"),
                        unless(plaintextClient().isEmpty(), "L4: plaintext was closed on " + plaintextClient()))
                .flatMap(Optional::stream)
                .toList();
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

    private String plaintextClient() {
        return cluster.clients.stream()
                .filter(SimulatedClient::isConnected)
                .filter(client -> client.speech(cluster.clock.now()) == Speech.PLAINTEXT)
                .map(client -> client.process)
                .findFirst()
                .orElse("");
    }

    private static Optional<String> unless(boolean kept, String broken) {
        return kept ? Optional.empty() : Optional.of(broken);
    }
}
