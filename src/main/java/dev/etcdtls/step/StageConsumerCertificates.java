package dev.etcdtls.step;

import dev.etcdtls.certificate.CertificateFolder;
import dev.etcdtls.certificate.CertificateRequest;
import dev.etcdtls.model.ConsumerName;
import dev.etcdtls.model.HostName;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Issues the client certificates of consumers and puts them on their hosts, unused. A set that is there already and fits stays, and is named
 * here as well: so the step is the same before, within and after it was done.
 *
 * @param group what the consumers are called together
 */
public record StageConsumerCertificates(String group, List<Staging> staging) implements ConsumerStep {
    public StageConsumerCertificates {
        staging = List.copyOf(staging);
    }

    /** One consumer's set. */
    public record Staging(
            ConsumerName consumer,
            HostName host,
            CertificateFolder folder,
            int version,
            CertificateRequest request,
            Step.Delivery delivery) {}

    @Override
    public List<HostName> hosts() {
        return staging.stream().map(Staging::host).distinct().toList();
    }

    @Override
    public Optional<ConsumerStep> on(Set<HostName> hosts) {
        List<Staging> there =
                staging.stream().filter(one -> hosts.contains(one.host())).toList();
        return there.isEmpty() ? Optional.empty() : Optional.of(new StageConsumerCertificates(group, there));
    }

    @Override
    public Phase phase() {
        return Phase.STAGE;
    }

    @Override
    public String what() {
        return group;
    }
}
