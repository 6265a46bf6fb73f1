package dev.etcdtls.adapter.ssh;

import dev.etcdtls.certificate.CertificateFolder;
import dev.etcdtls.consumer.ClientPlace;
import dev.etcdtls.model.FilePath;
import dev.etcdtls.model.ServiceUser;
import dev.etcdtls.model.UnitName;
import dev.etcdtls.observation.ClientCertificates;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Asks for the certificates of declared clients, and reads them out of a report. */
final class ClientReading {
    private static final ServiceUser ROOT = new ServiceUser("root", "root");

    private ClientReading() {}

    /** The words of the script: of each client its unit, or a hyphen, and its folder. */
    static List<String> words(List<ClientPlace> clients) {
        return clients.stream()
                .flatMap(client -> Stream.of(
                        client.unit().map(UnitName::value).orElse("-"),
                        client.folder().base().value()))
                .toList();
    }

    static List<ClientCertificates> of(HostReport report) {
        return report.all("client").stream()
                .map(folder -> client(report, folder))
                .toList();
    }

    private static ClientCertificates client(HostReport report, String folder) {
        TreeSet<Integer> versions = new TreeSet<>();
        lines(report, "client-version", folder)
                .filter(number -> number.matches("[0-9]{1,6}"))
                .forEach(number -> versions.add(Integer.parseInt(number)));
        return new ClientCertificates(
                CertificateFolder.ofClient(new FilePath(folder)),
                report.first("client-user", folder).map(ClientReading::user).orElse(ROOT),
                CertificateSetReading.of(lines(report, "client-set", folder)),
                versions);
    }

    private static Stream<String> lines(HostReport report, String tag, String folder) {
        return report.all(tag).stream()
                .filter(line -> line.startsWith(folder + " "))
                .map(line -> line.substring(folder.length() + 1));
    }

    private static ServiceUser user(String line) {
        String[] words = line.split(" ");
        try {
            return new ServiceUser(words[0], words[words.length - 1]);
        } catch (IllegalArgumentException _) {
            return ROOT;
        }
    }
}
