package dev.etcdtls.adapter.ssh;

import dev.etcdtls.certificate.CertificateFacts;
import dev.etcdtls.certificate.CertificateReader;
import dev.etcdtls.model.Digest;
import dev.etcdtls.model.ServiceUser;
import dev.etcdtls.observation.CertificateSet;
import dev.etcdtls.observation.CertificateSet.Access;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Reads the certificate sets out of a report. A set that is not whole, or whose certificates cannot be read, is as none: nothing can use
 * it, and the next one gets the next number.
 */
final class CertificateSetReading {
    private CertificateSetReading() {}

    static List<CertificateSet> of(HostReport report) {
        return of(report.all("set").stream());
    }

    /** @param lines one for each set, without their tag */
    static List<CertificateSet> of(Stream<String> lines) {
        List<CertificateSet> sets = new ArrayList<>();
        lines.forEach(line -> set(line.split(" ")).ifPresent(sets::add));
        sets.sort(Comparator.comparingInt(CertificateSet::version));
        return sets;
    }

    /** Words: version, state, digest of the public key, owner, group, mode, certificate, trusted CAs. */
    private static Optional<CertificateSet> set(String[] words) {
        if (words.length != 8 || !words[0].matches("[0-9]{1,6}")) {
            return Optional.empty();
        }
        try {
            List<CertificateFacts> chain = CertificateReader.read(HostReport.unpack(words[6]));
            List<CertificateFacts> trusted = CertificateReader.read(HostReport.unpack(words[7]));
            if (chain.isEmpty() || trusted.isEmpty()) {
                return Optional.empty();
            }
            return Optional.of(new CertificateSet(
                    Integer.parseInt(words[0]),
                    words[1].equals("current"),
                    chain.getFirst(),
                    trusted,
                    new Digest(words[2]),
                    new Access(new ServiceUser(words[3], words[4]), words[5])));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
