package dev.etcdtls.simulation;

import dev.etcdtls.config.EtcdSettings;
import dev.etcdtls.journal.JournalEntry;
import dev.etcdtls.journal.Progress;
import dev.etcdtls.model.HostName;
import dev.etcdtls.model.Outcome;
import dev.etcdtls.model.PeerUrl;
import dev.etcdtls.observation.HostFacts;
import dev.etcdtls.observation.HostObservation;
import dev.etcdtls.port.ClusterLock;
import dev.etcdtls.port.EtcdApi;
import dev.etcdtls.port.HostFiles;
import dev.etcdtls.port.Hosts;
import dev.etcdtls.port.JournalStore;
import dev.etcdtls.port.Nothing;
import dev.etcdtls.port.Services;
import dev.etcdtls.port.World;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * Mistakes that an engine could have, planted at its ports: it behaves as if they were in it. Each gives the world of one tool process after
 * the other; what it remembers over a death is its own.
 */
final class Mistakes {
    private Mistakes() {}

    /** A step's start reaches the journal after the first thing that follows it. */
    static UnaryOperator<World> effectBeforeJournal() {
        return world -> {
            Deque<JournalEntry> late = new ArrayDeque<>();
            return Mistaken.answers(world, JournalStore.class, (journal, call) -> {
                if (!call.name().equals("append")) {
                    return call.real();
                }
                JournalEntry entry = call.argument(0, JournalEntry.class);
                if (entry instanceof JournalEntry.Started) {
                    late.add(entry);
                    return Answer.VOID;
                }
                while (!late.isEmpty()) {
                    journal.append(late.remove());
                }
                return call.real();
            });
        };
    }

    /** A resumed step takes what its predecessor saw for what is, and so restarts a process that runs with the new settings already. */
    static UnaryOperator<World> missingIdempotence() {
        Map<HostName, EtcdSettings> beforeRestart = new HashMap<>();
        return world -> {
            Map<HostName, EtcdSettings> believed = new HashMap<>();
            Progress.of(world.run().journal().read())
                    .inDoubt()
                    .forEach(step -> beforeRestart.forEach((host, settings) -> {
                        if (step.value().endsWith("/" + host)) {
                            believed.put(host, settings);
                        }
                    }));
            Map<HostName, EtcdSettings> seen = new HashMap<>();
            World looking = Mistaken.answers(world, Hosts.class, (_, call) -> {
                HostObservation real = (HostObservation) call.real();
                real.sight().seen().flatMap(HostFacts::etcd).ifPresent(etcd -> seen.put(real.host(), etcd.running()));
                return Optional.ofNullable(believed.get(real.host()))
                        .map(settings -> Blindness.running(real, settings))
                        .orElse(real);
            });
            return Mistaken.answers(looking, Services.class, (_, call) -> {
                if (call.name().equals("restart")) {
                    HostName host = call.argument(0, HostName.class);
                    beforeRestart.put(host, seen.getOrDefault(host, new EtcdSettings(new TreeMap<>())));
                    believed.remove(host);
                }
                return call.real();
            });
        };
    }

    /** The lock is always taken to be held. */
    static UnaryOperator<World> fenceLeftOut() {
        return world -> Mistaken.answers(
                world, ClusterLock.class, (_, call) -> call.name().equals("isHeld") ? Boolean.TRUE : call.real());
    }

    /** A member's peer URLs go to https at once, without the time in which both are true. */
    static UnaryOperator<World> firstUpdateLeftOut() {
        return updating(urls -> urls.stream().filter(PeerUrl::isHttps).toList());
    }

    /** The host of a peer URL is written by hand, with a slip of the pen. */
    static UnaryOperator<World> slipInAUrl() {
        return updating(urls -> urls.stream()
                .map(url -> PeerUrl.parse(url.toString().replace("198.51.100.1", "198.51.100.9")))
                .toList());
    }

    /** An answer that was lost is taken for a yes. */
    static UnaryOperator<World> doubtTakenForDone() {
        return world -> Mistaken.answers(world, HostFiles.class, (_, call) -> {
            Object said = call.real();
            return said instanceof Outcome.Unknown<?> ? new Outcome.Done<>(Nothing.NOTHING) : said;
        });
    }

    /** What an earlier process wrote into the journal is not read. */
    static UnaryOperator<World> journalNotRead() {
        return world -> Mistaken.answers(
                world, JournalStore.class, (_, call) -> call.name().equals("read") ? List.of() : call.real());
    }

    /** A restart is asked for twice, to be sure. */
    static UnaryOperator<World> restartsTwice() {
        return world -> Mistaken.answers(world, Services.class, (_, call) -> {
            if (call.name().equals("restart")) {
                var unused = call.real();
            }
            return call.real();
        });
    }

    private enum Answer {
        ;
        /** What a method without a result gives. */
        static final Object VOID = nothing();

        @SuppressWarnings("NullAway")
        private static Object nothing() {
            return null;
        }
    }

    private static UnaryOperator<World> updating(UnaryOperator<List<PeerUrl>> urls) {
        return world -> Mistaken.answers(world, EtcdApi.class, (_, call) -> {
            if (!call.name().equals("updateMember")) {
                return call.real();
            }
            @SuppressWarnings("unchecked")
            List<PeerUrl> wanted = (List<PeerUrl>) call.argument(2, List.class);
            return call.realWith(call.argument(0, Object.class), call.argument(1, Object.class), urls.apply(wanted));
        });
    }
}
