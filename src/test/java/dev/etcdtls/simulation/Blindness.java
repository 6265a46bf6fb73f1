package dev.etcdtls.simulation;

import dev.etcdtls.config.EtcdSettings;
import dev.etcdtls.model.HostName;
import dev.etcdtls.model.Outcome;
import dev.etcdtls.observation.EtcdService;
import dev.etcdtls.observation.HostFacts;
import dev.etcdtls.observation.HostObservation;
import dev.etcdtls.observation.Sight;
import dev.etcdtls.port.CensusTaker;
import dev.etcdtls.port.EtcdApi;
import dev.etcdtls.port.EtcdReads;
import dev.etcdtls.port.HostFile;
import dev.etcdtls.port.HostFiles;
import dev.etcdtls.port.Hosts;
import dev.etcdtls.port.World;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;

/** Mistakes of an engine that does not see what is there. As {@link Mistakes}. */
final class Blindness {
    private Blindness() {}

    /** What cannot be seen now is taken to be as it was seen last, so that no guard ever finds a member down. */
    static UnaryOperator<World> guardLeftOut() {
        return world -> {
            World hosts = Mistaken.answers(world, Hosts.class, lastGood());
            World reads = Mistaken.answers(hosts, EtcdReads.class, lastGood());
            return Mistaken.answers(reads, EtcdApi.class, lastGood());
        };
    }

    /** The census sees nobody. */
    static UnaryOperator<World> blindCensus() {
        return world -> Mistaken.answers(
                world,
                CensusTaker.class,
                (_, call) -> call.name().equals("watch") ? new Outcome.Done<>(List.of()) : call.real());
    }

    /** Lines of the configuration that another person has written are not seen. */
    static UnaryOperator<World> blindToForeignLines(String line) {
        return world -> {
            World reading = Mistaken.answers(world, HostFiles.class, (_, call) -> {
                Object said = call.real();
                boolean isFile = said instanceof Outcome.Done<?>(Object found)
                        && found instanceof Optional<?> file
                        && file.filter(HostFile.class::isInstance).isPresent();
                return isFile ? without(line, said) : said;
            });
            return Mistaken.answers(reading, Hosts.class, (_, call) -> without(line, (HostObservation) call.real()));
        };
    }

    private static <P> BiFunction<P, Mistaken.Call, Object> lastGood() {
        Map<String, Object> good = new ConcurrentHashMap<>();
        Set<String> asked = Set.of("observe", "status", "members", "linearizableRead", "alarms", "activePeers");
        return (_, call) -> {
            Object said = call.real();
            if (!asked.contains(call.name())) {
                return said;
            }
            String question = call.name() + Arrays.asList(call.argument(0, Object.class));
            if (isGood(said)) {
                good.put(question, said);
                return said;
            }
            return good.getOrDefault(question, said);
        };
    }

    private static boolean isGood(Object said) {
        return switch (said) {
            case Outcome.Done<?> _ -> true;
            case HostObservation(HostName _, Sight<HostFacts> sight, boolean _) ->
                sight.seen()
                        .flatMap(HostFacts::etcd)
                        .filter(etcd -> etcd.unit().isActive())
                        .isPresent();
            default -> false;
        };
    }

    private static Object without(String line, Object said) {
        HostFile file = (HostFile) ((Optional<?>) ((Outcome.Done<?>) said).value()).orElseThrow();
        return new Outcome.Done<>(Optional.of(new HostFile(file.text().replace(line, ""), file.owner(), file.mode())));
    }

    /** The host as if its process ran with these settings. */
    static HostObservation running(HostObservation real, EtcdSettings settings) {
        return with(
                real,
                service -> new EtcdService(
                        service.unit(),
                        service.program(),
                        service.style(),
                        settings,
                        service.onNextStart(),
                        service.file()));
    }

    private static HostObservation without(String line, HostObservation real) {
        return with(real, service -> {
            EtcdService.ConfigFile file = service.file();
            return new EtcdService(
                    service.unit(),
                    service.program(),
                    service.style(),
                    service.running(),
                    file.text().contains(line) ? service.running() : service.onNextStart(),
                    new EtcdService.ConfigFile(file.text().replace(line, ""), file.owner(), file.mode()));
        });
    }

    private static HostObservation with(HostObservation real, UnaryOperator<EtcdService> change) {
        return switch (real.sight()) {
            case Sight.Unseen<HostFacts> _ -> real;
            case Sight.Seen<HostFacts>(HostFacts facts) ->
                new HostObservation(
                        real.host(),
                        new Sight.Seen<>(new HostFacts(
                                facts.machine(), facts.etcd().map(change), facts.certificates(), facts.sockets())));
        };
    }
}
