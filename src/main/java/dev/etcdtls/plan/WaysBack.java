package dev.etcdtls.plan;

import dev.etcdtls.config.ConfigEditor;
import dev.etcdtls.guard.SeatedMember;
import dev.etcdtls.inventory.Inventory;
import dev.etcdtls.model.Digest;
import dev.etcdtls.model.ErrorCode;
import dev.etcdtls.model.FilePath;
import dev.etcdtls.model.HostName;
import dev.etcdtls.model.MemberId;
import dev.etcdtls.model.Problem;
import dev.etcdtls.observation.ClusterObservation;
import dev.etcdtls.observation.EtcdService;
import dev.etcdtls.observation.KeptFile;
import dev.etcdtls.plan.WayBack.Taken;
import dev.etcdtls.step.FileEdit;
import dev.etcdtls.step.Step;
import dev.etcdtls.step.Target;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds each member's way back by the steps that were applied and by what lies on its host. Every file that a step would write is made here
 * once, and its digest must be the one that the applied plan has: what cannot be had byte for byte is no way back.
 */
final class WaysBack {
    private final FilePath folder;
    private final ClusterObservation seen;
    private final List<Problem> problems = new ArrayList<>();
    private final Map<MemberId, WayBack> ways = new LinkedHashMap<>();

    private WaysBack(Inventory inventory, ClusterObservation seen) {
        this.folder = KeptFile.BASE.child(inventory.cluster().value());
        this.seen = seen;
    }

    static WaysBack of(Inventory inventory, ClusterObservation seen, List<Step> applied) {
        WaysBack ways = new WaysBack(inventory, seen);
        Map<MemberId, Taken> taken = new LinkedHashMap<>();
        for (Step step : applied) {
            if (step instanceof Step.AcceptTls accept) {
                taken.put(accept.target().id(), new Taken(accept.target(), Optional.of(accept), Optional.empty()));
            } else if (step instanceof Step.EnforceTls enforce) {
                Optional<Step.AcceptTls> accept =
                        Optional.ofNullable(taken.get(enforce.target().id())).flatMap(Taken::accept);
                taken.put(enforce.target().id(), new Taken(enforce.target(), accept, Optional.of(enforce)));
            }
        }
        taken.values().forEach(ways::add);
        return ways;
    }

    /** Why there is no way back; empty when there is one for every member. */
    List<Problem> problems() {
        return List.copyOf(problems);
    }

    List<MemberId> members() {
        return List.copyOf(ways.keySet());
    }

    Optional<WayBack> of(MemberId id) {
        return Optional.ofNullable(ways.get(id));
    }

    /** The host's folder of kept files when there are any in it. */
    Optional<FilePath> folderOn(HostName host) {
        return seen.facts(host)
                .filter(facts -> facts.kept().stream()
                        .anyMatch(file -> file.path().value().startsWith(folder.value() + "/")))
                .map(_ -> folder);
    }

    private void add(Taken taken) {
        Target target = taken.target();
        FilePath file = taken.first().style().path();
        FilePath copy = KeptFile.copyOf(folder, file);
        Optional<SeatedMember> seat = SeatedMember.of(seen, target.id(), target.host());
        if (seat.isEmpty()) {
            problems.add(
                    moved(target, "no etcd of member " + target.name() + " (" + target.id() + ") is there any more"));
            return;
        }
        Digest now = digest(seat.get().service());
        if (!isKnown(now, taken)) {
            problems.add(moved(target, file + " is nothing that the run has found or written"));
            return;
        }
        start(seat.get(), taken, copy).ifPresent(start -> add(taken, start, copy));
    }

    private void add(Taken taken, String start, FilePath copy) {
        FileEdit first = taken.first();
        String dual = ConfigEditor.edit(first.style(), start, taken.acceptSettings());
        boolean same = taken.enforce()
                .map(enforce -> enforce.edit().before())
                .filter(before -> !before.equals(Digest.of(dual)))
                .isEmpty();
        if (same) {
            ways.put(taken.id(), new WayBack(taken, start, dual, copy));
        } else {
            problems.add(gone(
                    taken.target(),
                    "the file that " + taken.target().name()
                            + " had before enforce is neither the kept copy nor what accept made of it"));
        }
    }

    /** The file as it was at the start: as it is, when nothing was changed yet, or the kept copy. */
    private Optional<String> start(SeatedMember seat, Taken taken, FilePath copy) {
        Digest wanted = taken.first().before();
        if (digest(seat.service()).equals(wanted)) {
            return Optional.of(seat.service().file().text());
        }
        Optional<String> kept = seat.facts().kept(copy);
        if (kept.isEmpty()) {
            problems.add(gone(
                    taken.target(), "the kept copy " + copy + " is not there: it is deleted when a run has retired"));
            return Optional.empty();
        }
        if (!Digest.of(kept.get()).equals(wanted)) {
            problems.add(gone(taken.target(), "the kept copy " + copy + " is not the file that the run began with"));
            return Optional.empty();
        }
        return kept;
    }

    private static boolean isKnown(Digest now, Taken taken) {
        List<Digest> known = new ArrayList<>();
        taken.accept().ifPresent(accept -> {
            known.add(accept.edit().before());
            known.add(accept.edit().after());
        });
        taken.enforce().ifPresent(enforce -> {
            known.add(enforce.edit().before());
            known.add(enforce.edit().after());
        });
        return known.contains(now);
    }

    private static Digest digest(EtcdService service) {
        return Digest.of(service.file().text());
    }

    private static Problem gone(Target target, String summary) {
        return new Problem(
                ErrorCode.POINT_OF_NO_RETURN,
                "hosts/" + target.host(),
                summary,
                "nothing was changed; the cluster stays as it is, and runbooks/what-if/POINT_OF_NO_RETURN.md says"
                        + " what can still be done by hand");
    }

    private static Problem moved(Target target, String summary) {
        return new Problem(
                ErrorCode.WORLD_MOVED,
                "hosts/" + target.host(),
                summary,
                "see who changed it and put back what the run wrote, then revert again");
    }
}
