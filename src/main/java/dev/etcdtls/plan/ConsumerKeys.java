package dev.etcdtls.plan;

import dev.etcdtls.config.VariablePrefix;
import dev.etcdtls.inventory.ConsumerEntry;
import dev.etcdtls.inventory.UnitSettings.Placeholder;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What the etcd settings of a kind of consumer are called.
 *
 * @param all by flag name without dashes, or by variable; the first one is that of the endpoints
 * @param flags whether the program takes them as flags
 * @param prefix what makes a variable of them; empty when the program reads none
 * @param adding those of which every flag counts, so that a second place cannot be left as it is
 */
record ConsumerKeys(List<String> all, boolean flags, Optional<VariablePrefix> prefix, Set<String> adding) {
    /** Written only where it stands already: most kube-apiservers have none. */
    static final String OVERRIDES = "etcd-servers-overrides";

    private static final List<String> FILES = List.of("etcd-cafile", "etcd-certfile", "etcd-keyfile");

    ConsumerKeys {
        all = List.copyOf(all);
        adding = Set.copyOf(adding);
    }

    static ConsumerKeys of(ConsumerEntry consumer) {
        return switch (consumer.kind()) {
            case KUBE_APISERVER ->
                new ConsumerKeys(
                        Stream.concat(Stream.of("etcd-servers", OVERRIDES), FILES.stream())
                                .toList(),
                        true,
                        Optional.empty(),
                        Set.of("etcd-servers", OVERRIDES));
            case FLANNELD ->
                new ConsumerKeys(
                        Stream.concat(Stream.of("etcd-endpoints"), FILES.stream())
                                .toList(),
                        true,
                        Optional.of(new VariablePrefix("FLANNELD_")),
                        Set.of());
            case UNIT -> ofUnit(consumer);
            case SELF_MOVING ->
                throw new IllegalArgumentException("consumer " + consumer.name() + " is moved by its owner");
        };
    }

    private static ConsumerKeys ofUnit(ConsumerEntry consumer) {
        var settings = consumer.behaviour().moving().settings();
        Optional<String> endpoints =
                settings.variable(Placeholder.ENDPOINTS).or(() -> settings.variable(Placeholder.HOSTS));
        Stream<String> others =
                settings.templates().keySet().stream().filter(variable -> !variable.equals(endpoints.orElse("")));
        return new ConsumerKeys(
                Stream.concat(endpoints.stream(), others).toList(), false, Optional.of(VariablePrefix.NONE), Set.of());
    }

    String endpoints() {
        return all.getFirst();
    }

    /** As a person writes it: {@code --etcd-servers}, or the variable. */
    String shown(String key) {
        return flags ? "--" + key : key;
    }
}
