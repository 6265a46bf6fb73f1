package dev.etcdtls.step;

import dev.etcdtls.certificate.CertificateFolder;
import dev.etcdtls.model.ConsumerName;
import dev.etcdtls.model.HostName;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Removes the certificate sets that were staged for consumers, keys included; what else lies in their folders stays. */
public record RemoveConsumerCertificates(String group, List<Removal> removals) implements ConsumerStep {
    public RemoveConsumerCertificates {
        removals = List.copyOf(removals);
    }

    /**
     * One consumer's sets.
     *
     * @param versions those that were staged
     */
    public record Removal(ConsumerName consumer, HostName host, CertificateFolder folder, List<Integer> versions) {
        public Removal {
            versions = List.copyOf(versions);
        }
    }

    @Override
    public List<HostName> hosts() {
        return removals.stream().map(Removal::host).distinct().toList();
    }

    @Override
    public Optional<ConsumerStep> on(Set<HostName> hosts) {
        List<Removal> there =
                removals.stream().filter(one -> hosts.contains(one.host())).toList();
        return there.isEmpty() ? Optional.empty() : Optional.of(new RemoveConsumerCertificates(group, there));
    }

    @Override
    public Phase phase() {
        return Phase.UNSTAGE;
    }

    @Override
    public String what() {
        return group;
    }
}
