package dev.etcdtls.plan;

import dev.etcdtls.config.ConfigEditor;
import dev.etcdtls.config.EtcdSettings;
import dev.etcdtls.guard.RevertedSettings;
import dev.etcdtls.guard.SettingValue;
import dev.etcdtls.model.Digest;
import dev.etcdtls.model.FilePath;
import dev.etcdtls.model.MemberId;
import dev.etcdtls.model.PeerUrl;
import dev.etcdtls.observation.ClusterObservation;
import dev.etcdtls.observation.EtcdService;
import dev.etcdtls.observation.MemberObservation;
import dev.etcdtls.step.FileEdit;
import dev.etcdtls.step.Restoration;
import dev.etcdtls.step.RevertAccept;
import dev.etcdtls.step.RevertEnforce;
import dev.etcdtls.step.Step;
import dev.etcdtls.step.Target;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What one member was before the steps that are taken back, and the steps that bring it there.
 *
 * @param taken what was applied to it
 * @param start its file as it was before all of them
 * @param dual its file as it was before enforce; the same as {@code start} when nothing else was applied
 * @param copy where the kept copy of its file lies
 */
record WayBack(Taken taken, String start, String dual, FilePath copy) {
    static final String LISTEN = "listen-client-urls";

    /** The steps of one member that are taken back; at least one of them. */
    record Taken(Target target, Optional<Step.AcceptTls> accept, Optional<Step.EnforceTls> enforce) {
        MemberId id() {
            return target.id();
        }

        /** The first edit: what it began from is what the member was at the start. */
        FileEdit first() {
            return accept.map(Step.AcceptTls::edit)
                    .or(() -> enforce.map(Step.EnforceTls::edit))
                    .orElseThrow();
        }

        SortedMap<String, String> acceptSettings() {
            return accept.map(step -> step.edit().set()).orElseGet(TreeMap::new);
        }
    }

    /** The step that opens plaintext again, unless the member is no further than after accept. */
    Optional<Step> reopen(ClusterObservation state) {
        return taken.enforce()
                .filter(enforce -> isEnforced(enforce, state))
                .map(enforce -> new RevertEnforce(
                        taken.target(),
                        new Restoration(edit(state, dual, enforce.edit()), copy, taken.acceptSettings()),
                        enforce.peerUrls()));
    }

    /** The step that takes TLS away, unless the member is as at the start. */
    Optional<Step> withdraw(ClusterObservation state) {
        return taken.accept()
                .filter(accept -> isAccepting(accept, state))
                .map(accept -> new RevertAccept(
                        taken.target(), new Restoration(edit(state, start, accept.edit()), copy, new TreeMap<>())));
    }

    /** The client listeners of the member when enforce is taken back. */
    List<String> listenersAfterReopen() {
        return listeners(dual);
    }

    List<String> listenersAtStart() {
        return listeners(start);
    }

    private boolean isEnforced(Step.EnforceTls enforce, ClusterObservation state) {
        boolean https = state.member(taken.id())
                .map(MemberObservation::membership)
                .filter(urls -> urls.peerUrls().stream().anyMatch(PeerUrl::isHttps))
                .isPresent();
        FileEdit edit = enforce.edit();
        boolean written = !edit.after().equals(edit.before()) && fileIs(state, edit.after());
        boolean runs = !running(state).values().isEmpty()
                && !RevertedSettings.isOpen(running(state), values(dual, edit.set()));
        return https || written || runs;
    }

    private boolean isAccepting(Step.AcceptTls accept, ClusterObservation state) {
        boolean runs = !running(state).values().isEmpty()
                && !SettingValue.missing(values(start, accept.edit().set()), running(state))
                        .isEmpty();
        return runs || !fileIs(state, accept.edit().before());
    }

    private FileEdit edit(ClusterObservation state, String wanted, FileEdit taken) {
        String now = service(state).file().text();
        return new FileEdit(
                taken.style(),
                values(wanted, taken.set()),
                Digest.of(now),
                Digest.of(wanted),
                ConfigEditor.diff(taken.style().path().value(), now, wanted));
    }

    /** The flags of an edit with the values that a text gives them; an empty one where it has none. */
    private SortedMap<String, String> values(String text, SortedMap<String, String> set) {
        SortedMap<String, String> values = new TreeMap<>();
        set.keySet().forEach(flag -> values.put(flag, value(text, flag)));
        return values;
    }

    private String value(String text, String flag) {
        return ConfigEditor.value(taken.first().style(), text, flag).orElse("");
    }

    private List<String> listeners(String text) {
        EtcdSettings settings =
                new EtcdSettings(new TreeMap<>()).with(values(text, new TreeMap<>(java.util.Map.of(LISTEN, ""))));
        return settings.listenClientUrls().stream().map(Object::toString).toList();
    }

    private boolean fileIs(ClusterObservation state, Digest digest) {
        return Digest.of(service(state).file().text()).equals(digest);
    }

    private EtcdSettings running(ClusterObservation state) {
        return service(state).running();
    }

    private EtcdService service(ClusterObservation state) {
        return state.service(taken.target().host()).orElseThrow();
    }
}
