package dev.etcdtls.plan;

import dev.etcdtls.consumer.ApiserverAddress;
import dev.etcdtls.consumer.ClientSettings;
import dev.etcdtls.consumer.FlannelFacts;
import dev.etcdtls.inventory.ConsumerEntry;
import dev.etcdtls.model.FilePath;
import dev.etcdtls.step.Move;
import java.util.Optional;

/** What tells that a consumer works, by its kind and its own settings. */
final class ConsumerProofs {
    private ConsumerProofs() {}

    static Move.Proof of(ConsumerEntry consumer, ClientSettings now) {
        Optional<String> ready = consumer.behaviour().ready();
        return switch (consumer.kind()) {
            case KUBE_APISERVER -> new Move.Proof.Apiserver(ApiserverAddress.of(consumer, now), lease(now), ready);
            case FLANNELD ->
                new Move.Proof.Flannel(
                        Optional.ofNullable(now.others().get("subnet-file"))
                                .map(FilePath::new)
                                .orElse(FlannelFacts.SUBNET_FILE),
                        ready);
            case UNIT -> new Move.Proof.Command(ready);
            case SELF_MOVING ->
                throw new IllegalArgumentException("consumer " + consumer.name() + " is moved by its owner");
        };
    }

    /** The apiserver's own lease, which it writes anew every few seconds (reconciler {@code lease}, the default since 1.11). */
    private static Optional<String> lease(ClientSettings now) {
        boolean leases =
                now.others().getOrDefault("endpoint-reconciler-type", "lease").equals("lease");
        return Optional.ofNullable(now.others().get("advertise-address"))
                .filter(_ -> leases)
                .map(address -> now.others().get("etcd-prefix") + "/masterleases/" + address);
    }
}
