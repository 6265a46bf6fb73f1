package dev.etcdtls.report;

import dev.etcdtls.model.HostName;
import dev.etcdtls.step.ConsumerStep;
import dev.etcdtls.step.FileEdit;
import dev.etcdtls.step.Move;
import dev.etcdtls.step.MoveConsumers;
import dev.etcdtls.step.RemoveConsumerCertificates;
import dev.etcdtls.step.StageConsumerCertificates;
import dev.etcdtls.step.StageConsumerCertificates.Staging;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The steps for consumers in words. */
final class ConsumerStepText {
    private static final int HOSTS_AT_ONCE = 4;

    private ConsumerStepText() {}

    static String title(ConsumerStep step) {
        return switch (step) {
            case StageConsumerCertificates stage ->
                "stage client certificates of " + Words.count(stage.staging().size(), "consumer") + " on "
                        + Words.count(stage.hosts().size(), "host") + " ("
                        + stage.staging().stream()
                                .map(one -> Words.duration(one.request().ttl()))
                                .distinct()
                                .collect(Collectors.joining(", "))
                        + ")";
            case MoveConsumers moves ->
                "move "
                        + moves.moves().stream()
                                .map(move -> move.consumer().toString())
                                .collect(Collectors.joining(", "))
                        + " to TLS";
            case RemoveConsumerCertificates remove ->
                "remove client certificates and keys of "
                        + Words.count(remove.removals().size(), "consumer");
        };
    }

    static Duration estimate(ConsumerStep step) {
        return switch (step) {
            case StageConsumerCertificates stage ->
                Duration.ofSeconds(3L * ((stage.hosts().size() + HOSTS_AT_ONCE - 1) / HOSTS_AT_ONCE));
            case MoveConsumers moves -> Duration.ofSeconds(20L * moves.moves().size());
            case RemoveConsumerCertificates remove ->
                Duration.ofSeconds(remove.hosts().size());
        };
    }

    /** What it carries, by label. */
    static Map<String, String> fields(ConsumerStep step) {
        Map<String, String> fields = new LinkedHashMap<>();
        switch (step) {
            case StageConsumerCertificates stage ->
                stage.staging().forEach(one -> fields.put(one.consumer().value(), set(one)));
            case MoveConsumers moves -> moves.moves().forEach(move -> move(fields, move));
            case RemoveConsumerCertificates remove ->
                remove.removals()
                        .forEach(one -> fields.put(
                                one.consumer().value(),
                                one.versions().stream()
                                                .map(version -> one.folder()
                                                        .version(version)
                                                        .toString())
                                                .collect(Collectors.joining(", "))
                                        + " on " + one.host()));
        }
        return fields;
    }

    /** The files that it edits. */
    static List<FileEdit> edits(ConsumerStep step) {
        return switch (step) {
            case MoveConsumers moves ->
                moves.moves().stream().flatMap(move -> move.edits().stream()).toList();
            case StageConsumerCertificates _, RemoveConsumerCertificates _ -> List.of();
        };
    }

    /** The host on which it arms a dead-man switch, the first one if there are several. */
    static Optional<HostName> switched(ConsumerStep step) {
        return switch (step) {
            case MoveConsumers moves -> moves.hosts().stream().findFirst();
            case StageConsumerCertificates _, RemoveConsumerCertificates _ -> Optional.empty();
        };
    }

    private static void move(Map<String, String> fields, Move move) {
        String name = move.consumer().value();
        fields.put(
                name,
                move.site().unit() + " on " + move.host() + ", as "
                        + move.site().user().user());
        fields.put(
                name + " gets",
                move.dial().stream().map(Object::toString).collect(Collectors.joining(", ")) + " and the files of "
                        + move.certificates().current());
        fields.put(
                name + " proof",
                switch (move.proof()) {
                    case Move.Proof.Apiserver apiserver -> "https://" + apiserver.address() + "/readyz";
                    case Move.Proof.Flannel _ -> "subnet, link, routes and forwarding entries are kept";
                    case Move.Proof.Command command ->
                        command.ready().isPresent() ? "its readiness command" : "its unit stays active";
                });
    }

    private static String set(Staging one) {
        return one.folder().version(one.version()) + " on " + one.host() + ", CN "
                + one.request().commonName() + ", usage "
                + one.request().usages().stream().map(Object::toString).collect(Collectors.joining(", ")) + ", key of "
                + one.delivery().owner()
                + switch (one.delivery().keys()) {
                    case HOST_BORN -> ", made on the host";
                    case ISSUER_BORN -> ", made by the issuer";
                };
    }
}
