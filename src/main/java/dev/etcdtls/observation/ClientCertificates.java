package dev.etcdtls.observation;

import dev.etcdtls.certificate.CertificateFolder;
import dev.etcdtls.model.ServiceUser;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The certificate sets of a declared client of etcd on its host.
 *
 * @param owner whose the key is to be: the user of the client's unit, root where that is not known
 * @param sets those that are whole, oldest first
 * @param versions the numbers of all that is there, half a set included
 */
public record ClientCertificates(
        CertificateFolder folder, ServiceUser owner, List<CertificateSet> sets, SortedSet<Integer> versions) {
    public ClientCertificates {
        sets = List.copyOf(sets);
        versions = Collections.unmodifiableSortedSet(new TreeSet<>(versions));
    }

    /** The set that {@code current} points to. */
    public Optional<CertificateSet> current() {
        return sets.stream().filter(CertificateSet::current).findFirst();
    }

    /** The same folder with other sets, all of them whole. */
    public ClientCertificates with(List<CertificateSet> others) {
        TreeSet<Integer> numbers = new TreeSet<>();
        others.forEach(set -> numbers.add(set.version()));
        return new ClientCertificates(folder, owner, others, numbers);
    }
}
