package dev.etcdtls.plan;

import dev.etcdtls.config.ConfigEditor;
import dev.etcdtls.config.ConfigStyle;
import dev.etcdtls.inventory.ConsumerEntry;
import dev.etcdtls.model.ErrorCode;
import dev.etcdtls.model.Outcome;
import dev.etcdtls.model.Problem;
import dev.etcdtls.model.ProblemException;
import dev.etcdtls.observation.ConsumerFacts;
import dev.etcdtls.observation.SourceFile;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Where a consumer's etcd settings stand, so that a move changes what is in force and nothing else. It is found, not declared.
 *
 * <ol>
 *   <li>Of two places the one in force is taken: flags before variables (flanneld), of flags the last one, an environment file before
 *       {@code Environment=}, a later file before an earlier one.
 *   <li>A setting that stands nowhere goes where the endpoints stand; of a unit whose settings the inventory names, into the first
 *       declared file that the unit reads.
 *   <li>What a package or a boot makes anew is never edited: an own drop-in takes its command or its variable over.
 *   <li>What the files say is what the process runs with; every edit was tried on the text.
 * </ol>
 *
 * @param places each a file of its own
 * @param remarks where a setting stands that is out of force, in words
 */
public record ConsumerSource(List<Place> places, List<String> remarks) {
    public ConsumerSource {
        places = List.copyOf(places);
        remarks = List.copyOf(remarks);
    }

    /**
     * One file and the settings that are changed there.
     *
     * @param style says which file and how it is edited
     * @param file as it was seen; empty when it is to be made
     * @param text what an edit starts from; of a file that is to be made what it must hold beside the settings
     * @param settings by flag name without dashes; of a unit whose settings the inventory names, by variable
     */
    public record Place(ConfigStyle style, Optional<SourceFile> file, String text, SortedSet<String> settings) {
        public Place {
            settings = Collections.unmodifiableSortedSet(new TreeSet<>(settings));
        }

        /** Those of the wanted values that belong here. */
        public SortedMap<String, String> own(SortedMap<String, String> wanted) {
            SortedMap<String, String> own = new TreeMap<>(wanted);
            own.keySet().retainAll(settings);
            return own;
        }

        /** The text with its own part of the wanted values. */
        public String edited(SortedMap<String, String> wanted) {
            return ConfigEditor.edit(style, text, own(wanted));
        }

        /** For example {@code flags in /etc/systemd/system/kube-apiserver.service}. */
        public String words() {
            String own = file.isEmpty() ? " (a drop-in of its own, because the file in force is a package's)" : "";
            return switch (style) {
                        case ConfigStyle.EnvironmentFile _ -> "variables in " + style.path();
                        case ConfigStyle.SystemdDropIn _ -> "Environment= in " + style.path();
                        case ConfigStyle.ExecStartFlags _ -> "flags in " + style.path();
                        case ConfigStyle.FlagsInVariable flags ->
                            "flags in " + flags.variable() + " of " + style.path();
                        case ConfigStyle.StaticPod _ -> "flags in the manifest " + style.path();
                        case ConfigStyle.UnitDependency _ -> "dependencies in " + style.path();
                    }
                    + own;
        }
    }

    /** The places; refused with CONSUMER_UNSUPPORTED, or PENDING_CHANGES when a file says something that is not in force yet. */
    public static Outcome<ConsumerSource> find(ConsumerEntry consumer, ConsumerFacts facts) {
        try {
            return new Outcome.Done<>(new ConsumerSearch(consumer, facts).found());
        } catch (ProblemException e) {
            Problem problem = e.problems().getFirst();
            boolean style =
                    problem.code() == ErrorCode.STYLE_UNSUPPORTED || problem.code() == ErrorCode.CONFIGURATION_CONFLICT;
            return new Outcome.Refused<>(
                    style
                            ? new Problem(
                                    ErrorCode.CONSUMER_UNSUPPORTED,
                                    problem.address(),
                                    problem.summary(),
                                    problem.nextAction())
                            : problem);
        }
    }

    /** All places, to be read after "its etcd settings are". */
    public String words() {
        return places.stream().map(Place::words).collect(Collectors.joining(" and "));
    }
}
