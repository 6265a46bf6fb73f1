package dev.etcdtls.report;

import dev.etcdtls.model.HostName;
import dev.etcdtls.step.ConsumerStep;
import dev.etcdtls.step.FileEdit;
import dev.etcdtls.step.RemoveConsumerCertificates;
import dev.etcdtls.step.StageConsumerCertificates;
import dev.etcdtls.step.StageConsumerCertificates.Staging;
import java.time.Duration;
import java.util.LinkedHashMap;
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
            case RemoveConsumerCertificates remove ->
                "remove client certificates and keys of "
                        + Words.count(remove.removals().size(), "consumer");
        };
    }

    static Duration estimate(ConsumerStep step) {
        return switch (step) {
            case StageConsumerCertificates stage ->
                Duration.ofSeconds(3L * ((stage.hosts().size() + HOSTS_AT_ONCE - 1) / HOSTS_AT_ONCE));
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

    /** The file that it edits. */
    static Optional<FileEdit> edit(ConsumerStep step) {
        return switch (step) {
            case StageConsumerCertificates _, RemoveConsumerCertificates _ -> Optional.empty();
        };
    }

    /** The host on which it arms a dead-man switch. */
    static Optional<HostName> switched(ConsumerStep step) {
        return switch (step) {
            case StageConsumerCertificates _, RemoveConsumerCertificates _ -> Optional.empty();
        };
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
