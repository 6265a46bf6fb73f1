package dev.etcdtls.step;

import dev.etcdtls.certificate.CertificateFolder;
import dev.etcdtls.config.ConfigStyle;
import dev.etcdtls.config.ProcessSetting;
import dev.etcdtls.model.Authority;
import dev.etcdtls.model.ClientUrl;
import dev.etcdtls.model.ConsumerName;
import dev.etcdtls.model.FilePath;
import dev.etcdtls.model.HostName;
import dev.etcdtls.model.ServiceUser;
import dev.etcdtls.model.UnitName;
import java.util.List;
import java.util.Optional;

/**
 * How one consumer of etcd comes to other settings: its files are edited and its unit is restarted, once.
 *
 * @param edits of files on its host, each file once, in the order in which they are written
 * @param dial the endpoints of the new settings, tried from its host with its certificate before anything is changed
 * @param proof what must hold afterwards, beside an active unit whose process has the new settings
 */
public record Move(
        ConsumerName consumer,
        Site site,
        CertificateFolder certificates,
        List<FileEdit> edits,
        List<ClientUrl> dial,
        Proof proof) {
    public Move {
        edits = List.copyOf(edits);
        dial = List.copyOf(dial);
        long files = edits.stream().map(edit -> edit.style().path()).distinct().count();
        if (edits.isEmpty() || files != edits.size()) {
            throw new IllegalArgumentException("a move of " + consumer + " edits files, each once");
        }
    }

    /** Where it runs, and as whom. */
    public record Site(HostName host, UnitName unit, ServiceUser user) {}

    /** What tells that a consumer works; a readiness command of the inventory is asked for each kind. */
    public sealed interface Proof {
        /** A command on its host that exits with 0 when it is ready. */
        Optional<String> ready();

        /**
         * A kube-apiserver: {@code /readyz}.
         *
         * @param address where it answers on its own host
         * @param lease the key in etcd that it writes itself every few seconds, for people to look at: the gate does not ask for it. Empty
         *     where it keeps none ({@code --endpoint-reconciler-type} of another kind)
         */
        record Apiserver(Authority address, Optional<String> lease, Optional<String> ready) implements Proof {}

        /** A flanneld: its subnet, link, routes and forwarding entries are what they were. */
        record Flannel(FilePath subnetFile, Optional<String> ready) implements Proof {}

        /** Any other unit: what its own command says. */
        record Command(Optional<String> ready) implements Proof {}
    }

    public HostName host() {
        return site.host();
    }

    /** What its process shows afterwards. */
    public List<ProcessSetting> wanted() {
        return edits.stream()
                .flatMap(edit -> ProcessSetting.of(edit.style(), edit.set()).stream())
                .toList();
    }

    /** Whether systemd must read its units anew before the restart. */
    public boolean editsUnits() {
        return edits.stream().map(FileEdit::style).anyMatch(Move::isOfUnit);
    }

    private static boolean isOfUnit(ConfigStyle style) {
        return switch (style) {
            case ConfigStyle.ExecStartFlags _, ConfigStyle.SystemdDropIn _, ConfigStyle.UnitDependency _ -> true;
            case ConfigStyle.EnvironmentFile _, ConfigStyle.FlagsInVariable _, ConfigStyle.StaticPod _ -> false;
        };
    }
}
