package dev.etcdtls.simulation;

import dev.etcdtls.adapter.localca.LocalCa;
import dev.etcdtls.certificate.CertificateRequest;
import dev.etcdtls.model.Outcome;
import dev.etcdtls.model.Problem;
import dev.etcdtls.observation.IssuerObservation;
import dev.etcdtls.port.CertificateIssuer;
import dev.etcdtls.port.Pacer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * An issuer that gives real certificates, of a CA that is made once for all simulations of this JVM. The same request at the same time is
 * signed once: signing thousands of times what differs in nothing would be most of the time that a crash matrix takes.
 */
final class SimulatedIssuer implements CertificateIssuer {
    private static final Path FOLDER = makeCa();
    private static final Map<String, Outcome<IssuedCertificate>> SIGNED = new ConcurrentHashMap<>();
    private static final Map<String, Outcome<IssuedKeyPair>> ISSUED = new ConcurrentHashMap<>();

    /** The local CA dates certificates back by as much, so one that was signed at any time within is in force in all of it. */
    private static final long SAME_TIME_SECONDS = 30;

    private final SimulatedCluster cluster;
    private final SimulatedTool tool;
    private final LocalCa ca;

    SimulatedIssuer(SimulatedCluster cluster, SimulatedTool tool) {
        this.cluster = cluster;
        this.tool = tool;
        this.ca = LocalCa.open(FOLDER, SimulatedCluster.NAME, cluster.clock);
    }

    @Override
    public IssuerObservation observe() {
        return tool.look(() -> {
            IssuerObservation seen = ca.observe();
            List<Problem> problems = cluster.issuerTrouble.stream().toList();
            return new IssuerObservation(seen.trustAnchors(), seen.longestTtl(), cluster.issuerClockOffset, problems);
        });
    }

    @Override
    public Outcome<IssuedCertificate> sign(String csr, CertificateRequest request) {
        return tool.change(
                "sign " + request.commonName(),
                () -> cluster.issuerTrouble
                        .<Outcome<IssuedCertificate>>map(Outcome.Refused::new)
                        .orElseGet(() -> SIGNED.computeIfAbsent(now() + csr + request, _ -> ca.sign(csr, request))));
    }

    @Override
    public Outcome<IssuedKeyPair> issue(CertificateRequest request) {
        return tool.change(
                "issue " + request.commonName(),
                () -> cluster.issuerTrouble
                        .<Outcome<IssuedKeyPair>>map(Outcome.Refused::new)
                        .orElseGet(() -> ISSUED.computeIfAbsent(now() + request, _ -> ca.issue(request))));
    }

    private String now() {
        return cluster.now().getEpochSecond() / SAME_TIME_SECONDS + " ";
    }

    private static Path makeCa() {
        try {
            Path folder = Files.createTempDirectory("simulated-ca");
            LocalCa.open(folder, SimulatedCluster.NAME, new Epoch()).create();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> remove(folder)));
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void remove(Path folder) {
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The CA is made before any simulation begins. */
    private static final class Epoch implements Pacer {
        @Override
        public Instant now() {
            return SimulatedClock.BEGIN.minus(Duration.ofDays(1));
        }

        @Override
        public void pause(Duration duration) {}
    }
}
