package dev.etcdtls.adapter.yaml;

import dev.etcdtls.certificate.CertificateFolder;
import dev.etcdtls.consumer.ClientPlace;
import dev.etcdtls.inventory.ConsumerEntry;
import dev.etcdtls.model.FilePath;
import dev.etcdtls.observation.KeptFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The certificates of consumers: each has a folder of its own, none within another, so that no key is ever written over, and a name that a
 * client may have.
 */
final class ClientFolders {
    private static final List<FilePath> OWN = List.of(CertificateFolder.MEMBER.base(), KeptFile.BASE);

    /** What the policies of the role of clients deny. */
    private static final String PEER = "peer.";

    private final Complaints complaints;
    private final List<ClientPlace> places = new ArrayList<>();

    ClientFolders(Complaints complaints) {
        this.complaints = complaints;
    }

    void add(YamlSection section, ConsumerEntry consumer) {
        ClientPlace.of(consumer).ifPresent(place -> {
            check(section, place);
            places.add(place);
        });
    }

    private void check(YamlSection section, ClientPlace place) {
        if (place.consumer().value().toLowerCase(Locale.ROOT).startsWith(PEER)) {
            complaints.at(
                    section.place("name"),
                    "'" + place.consumer() + "' begins like the name by which members recognise each other",
                    "call the consumer something else: its certificate carries the name, and no client gets one with "
                            + PEER);
        }
        FilePath base = place.folder().base();
        if (!base.value().matches("(/[^/]+){2,}")) {
            complaints.at(
                    section.place("certificates"),
                    "certificates: " + base + " is no folder of a consumer's own",
                    "name one like " + ClientPlace.BASE.child(place.consumer().value()));
        }
        OWN.stream()
                .filter(own -> overlap(own, base))
                .forEach(own -> complaints.at(
                        section.place("certificates"),
                        "certificates: " + base + " and " + own
                                + ", which etcd-tls keeps for itself, lie inside one another",
                        "name another folder"));
        places.stream()
                .filter(other ->
                        other.host().equals(place.host()) && !other.consumer().equals(place.consumer()))
                .filter(other -> overlap(other.folder().base(), base))
                .forEach(other -> complaints.at(
                        section.place("certificates"),
                        "the certificates of " + other.consumer() + " and " + place.consumer() + " on " + place.host()
                                + " lie inside one another: " + other.folder().base() + ", " + base,
                        "give each consumer a folder of its own"));
    }

    private static boolean overlap(FilePath one, FilePath other) {
        return (one + "/").startsWith(other + "/") || (other + "/").startsWith(one + "/");
    }
}
