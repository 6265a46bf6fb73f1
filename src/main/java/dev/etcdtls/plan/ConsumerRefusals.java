package dev.etcdtls.plan;

import dev.etcdtls.consumer.ClientSettings;
import dev.etcdtls.consumer.ConsumerDefaults;
import dev.etcdtls.inventory.ConsumerEntry;
import dev.etcdtls.model.ErrorCode;
import dev.etcdtls.model.FilePath;
import dev.etcdtls.model.Problem;
import dev.etcdtls.model.ProblemException;
import dev.etcdtls.model.UnitName;
import dev.etcdtls.observation.ConsumerFacts;
import dev.etcdtls.observation.ConsumerFacts.Running;
import dev.etcdtls.observation.SourceFile;
import dev.etcdtls.plan.ConsumerSource.Place;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Why the settings of a consumer cannot be changed by the tool: what its files say must be what runs, and all of it must be seen. */
final class ConsumerRefusals {
    private static final String OWN_DROP_IN = "90-etcd-tls.conf";

    private final ConsumerEntry consumer;
    private final ConsumerFacts facts;

    ConsumerRefusals(ConsumerEntry consumer, ConsumerFacts facts) {
        this.consumer = consumer;
        this.facts = facts;
    }

    ProblemException unsupported(String summary, String nextAction) {
        return refusal(ErrorCode.CONSUMER_UNSUPPORTED, summary, nextAction + ", or declare it as self-moving");
    }

    /** @param setting that was looked for */
    ProblemException notFound(String setting) {
        String looked = facts.sources().stream()
                .map(file -> file.path().value())
                .distinct()
                .collect(Collectors.joining(", "));
        return unsupported(
                setting + " was not found in " + (looked.isEmpty() ? "any file" : looked),
                "put it into the unit or into a file that the unit reads, restart it and plan again");
    }

    /** Refuses files that say something other than the process runs with. */
    void refuseOther(List<String> argv, Map<String, String> environment) {
        List<String> masked = argv.stream().map(ConsumerRefusals::masked).toList();
        ClientSettings next = ClientSettings.of(consumer, masked, masked(environment));
        ClientSettings now = facts.running()
                .map(running -> ClientSettings.of(consumer, running.argv(), running.environment()))
                .orElse(next);
        String starts = argv.isEmpty() ? "" : argv.getFirst();
        String runs = facts.running()
                .flatMap(running -> running.argv().stream().findFirst())
                .orElse(starts);
        if (!argv.isEmpty() && !fileName(starts).equals(fileName(runs))) {
            throw unsupported(
                    "its unit starts " + starts + ", which starts " + runs + ": flags stand there",
                    "let the unit start the program itself");
        }
        if (!now.unread().isEmpty()) {
            throw unsupported("it " + now.words(), "see what the unit really starts");
        }
        if (!next.equals(now)) {
            throw pending();
        }
    }

    /** Refuses a manifest that gives a flag another value than the process runs with. */
    void refuseOther(String flag, Optional<String> value) {
        Optional<Running> running = facts.running();
        if (running.isEmpty()) {
            return;
        }
        List<String> argv = running.get().argv();
        boolean same = value.map(text -> argv.contains(flag + "=" + masked(text)) || argv.contains(masked(text)))
                .orElseGet(() -> argv.stream().noneMatch(word -> word.equals(flag) || word.startsWith(flag + "=")));
        if (!same) {
            throw pending();
        }
    }

    /** Refuses a process that knows servers of which no place was found: a second flag would be added to them. */
    void refuseHidden(Set<String> found) {
        boolean hasOverrides = facts.running().stream()
                .anyMatch(running -> !ClientSettings.of(consumer, running.argv(), running.environment())
                        .overrides()
                        .isEmpty());
        if (hasOverrides && !found.contains(ConsumerKeys.OVERRIDES)) {
            throw notFound("--" + ConsumerKeys.OVERRIDES);
        }
    }

    /** Refuses two ways in one file: the second edit would start from bytes that nobody saw. */
    void refuseEntangled(List<Place> places) {
        Set<FilePath> paths = new HashSet<>();
        for (Place place : places) {
            if (!paths.add(place.style().path())) {
                throw unsupported(
                        "its settings stand in " + place.style().path() + " in two ways",
                        "bring them into one of the two");
            }
        }
    }

    /** The drop-in that takes over what a package's file says. */
    FilePath ownDropIn(SourceFile vendor) {
        UnitName unit = ConsumerDefaults.unit(consumer).orElseThrow();
        boolean counts = vendor.kind() == SourceFile.Kind.FRAGMENT
                || fileName(vendor.path().value()).compareTo(OWN_DROP_IN) < 0;
        if (!counts) {
            throw unsupported(
                    "its settings stand in " + vendor.path() + ", a package's drop-in that counts more than "
                            + OWN_DROP_IN,
                    "take them over into a drop-in below /etc with a later name");
        }
        return new FilePath("/etc/systemd/system/" + unit + ".d/" + OWN_DROP_IN);
    }

    private ProblemException pending() {
        return refusal(
                ErrorCode.PENDING_CHANGES,
                "its files would start it with other etcd settings than it runs with",
                "restart it, or take the change back, then plan again");
    }

    private ProblemException refusal(ErrorCode code, String summary, String nextAction) {
        return new ProblemException(new Problem(code, "consumers/" + consumer.name(), summary, nextAction));
    }

    private static Map<String, String> masked(Map<String, String> environment) {
        return environment.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, each -> masked(each.getValue())));
    }

    /** As the look masks what stands before the {@code @} of a URL. */
    private static String masked(String text) {
        return text.replaceAll("://[^/,@]*@", "://***@");
    }

    private static String fileName(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
