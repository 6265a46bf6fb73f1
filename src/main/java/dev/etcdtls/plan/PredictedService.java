package dev.etcdtls.plan;

import dev.etcdtls.certificate.CertificateFolder;
import dev.etcdtls.config.ConfigEditor;
import dev.etcdtls.config.EtcdSettings;
import dev.etcdtls.model.HostName;
import dev.etcdtls.observation.CertificateSet;
import dev.etcdtls.observation.ClusterObservation;
import dev.etcdtls.observation.EtcdService;
import dev.etcdtls.observation.HostFacts;
import dev.etcdtls.observation.HostObservation;
import dev.etcdtls.observation.Sight;
import dev.etcdtls.step.FileEdit;
import dev.etcdtls.step.Restoration;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** What becomes of a host when its files are edited and its etcd is restarted. */
final class PredictedService {
    private PredictedService() {}

    /** The file as the edit makes it; the process goes on with what it has. */
    static ClusterObservation edited(ClusterObservation state, HostName host, FileEdit edit) {
        return withService(state, host, service -> {
            EtcdService.ConfigFile file = service.file();
            String text = ConfigEditor.edit(edit.style(), file.text(), edit.set());
            return new EtcdService(
                    service.unit(),
                    service.program(),
                    service.style(),
                    service.running(),
                    service.onNextStart().with(edit.set()),
                    new EtcdService.ConfigFile(text, file.owner(), file.mode()));
        });
    }

    /** The file as the kept copy makes it; the process goes on with what it has. */
    static ClusterObservation restored(ClusterObservation state, HostName host, Restoration back) {
        FileEdit edit = back.edit();
        Optional<String> kept = state.facts(host).flatMap(facts -> facts.kept(back.kept()));
        return withService(state, host, service -> {
            EtcdService.ConfigFile file = service.file();
            String text = kept.map(copy -> ConfigEditor.edit(edit.style(), copy, back.redo()))
                    .orElseGet(() -> ConfigEditor.edit(edit.style(), file.text(), edit.set()));
            return new EtcdService(
                    service.unit(),
                    service.program(),
                    service.style(),
                    service.running(),
                    service.onNextStart().with(edit.set()),
                    new EtcdService.ConfigFile(text, file.owner(), file.mode()));
        });
    }

    /** The unit up and its process as its files say: what a restart makes of one that failed, too. */
    static ClusterObservation started(ClusterObservation state, HostName host) {
        return withService(restarted(state, host), host, service -> {
            EtcdService.Unit unit = service.unit();
            return new EtcdService(
                    new EtcdService.Unit(
                            unit.name(),
                            "active",
                            unit.invocationId(),
                            unit.needsDaemonReload(),
                            unit.user(),
                            unit.pid(),
                            unit.dependents()),
                    service.program(),
                    service.style(),
                    service.running(),
                    service.onNextStart(),
                    service.file());
        });
    }

    /** The process as its files say. */
    static ClusterObservation restarted(ClusterObservation state, HostName host) {
        return withService(state, host, PredictedService::withFilesInForce);
    }

    static ClusterObservation withCertificates(ClusterObservation state, HostName host, List<CertificateSet> sets) {
        return withFacts(
                state,
                host,
                facts -> new HostFacts(facts.machine(), facts.etcd(), sets, facts.sockets())
                        .with(facts.kept())
                        .withClients(facts.clients()));
    }

    /** A client's certificate sets; of a folder that nobody looked at nothing is predicted. */
    static ClusterObservation withClient(
            ClusterObservation state, HostName host, CertificateFolder folder, List<CertificateSet> sets) {
        return withFacts(
                state,
                host,
                facts -> facts.withClients(facts.clients().stream()
                        .map(client -> client.folder().equals(folder) ? client.with(sets) : client)
                        .toList()));
    }

    private static EtcdService withFilesInForce(EtcdService service) {
        EtcdSettings onDisk = service.onNextStart();
        return new EtcdService(service.unit(), service.program(), service.style(), onDisk, onDisk, service.file());
    }

    private static ClusterObservation withService(
            ClusterObservation state, HostName host, UnaryOperator<EtcdService> change) {
        return withFacts(state, host, facts -> {
            Optional<EtcdService> changed = facts.etcd().map(change);
            return new HostFacts(facts.machine(), changed, facts.certificates(), facts.sockets())
                    .with(facts.kept())
                    .withClients(facts.clients());
        });
    }

    private static ClusterObservation withFacts(
            ClusterObservation state, HostName host, UnaryOperator<HostFacts> change) {
        return state.host(host)
                .flatMap(seen -> seen.sight().seen())
                .map(facts -> state.with(new HostObservation(
                        host,
                        new Sight.Seen<>(change.apply(facts)),
                        state.host(host).orElseThrow().clientsOnly())))
                .orElse(state);
    }
}
