package dev.etcdtls.guard;

import dev.etcdtls.config.ConfigEditor;
import dev.etcdtls.model.ErrorCode;
import dev.etcdtls.model.Problem;
import dev.etcdtls.observation.ClusterObservation;
import dev.etcdtls.observation.EtcdService;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A member that does not start because it is told to bootstrap in two ways: etcd refuses a discovery setting beside {@code initial-cluster},
 * even when it has its data already. Where the file holds that setting it is taken away; where something else gives it, nothing can be done.
 */
public final class SecondBootstrap {
    /** Settings that etcd refuses beside {@code initial-cluster}. */
    public static final List<String> FLAGS = List.of("discovery", "discovery-endpoints", "discovery-srv");

    private SecondBootstrap() {}

    static List<Problem> problems(ClusterObservation seen) {
        return SeatedMember.all(seen).stream()
                .flatMap(seat -> FLAGS.stream()
                        .filter(flag -> seat.running().get(flag).isPresent())
                        .filter(flag -> !isInFile(seat.service(), flag))
                        .map(flag -> problem(seat, flag)))
                .toList();
    }

    private static boolean isInFile(EtcdService service, String flag) {
        SortedMap<String, String> removal = new TreeMap<>();
        removal.put(flag, "");
        String text = service.file().text();
        return !ConfigEditor.edit(service.style(), text, removal).equals(text);
    }

    private static Problem problem(SeatedMember seat, String flag) {
        return new Problem(
                ErrorCode.CONFIGURATION_CONFLICT,
                Place.of(seat.host()),
                "member " + seat.member().name() + " runs with " + flag + ", which does not stand in "
                        + seat.service().style().path() + " and which etcd refuses beside initial-cluster",
                "take it out of where it is given (systemctl cat "
                        + seat.service().unit().name() + "), then plan again");
    }
}
