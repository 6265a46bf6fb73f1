package dev.etcdtls.inventory;

import dev.etcdtls.model.Authority;
import dev.etcdtls.model.FilePath;
import java.util.Locale;
import java.util.Optional;

/**
 * How a consumer is moved, as far as the operator says so.
 *
 * @param settings of a unit: the variables that say how it talks to etcd
 * @param certificates the folder of its certificate sets, where a container sees it
 * @param address where a kube-apiserver answers on its own host
 */
public record Moving(
        Proxy proxy,
        Dependents dependents,
        UnitSettings settings,
        Applying applying,
        Optional<FilePath> certificates,
        Optional<Authority> address) {
    public static final Moving DEFAULT = new Moving(
            new Proxy(Optional.empty(), ProxyLeg.TLS),
            Dependents.HOLD,
            UnitSettings.NONE,
            Applying.RESTART,
            Optional.empty(),
            Optional.empty());

    /** @param kind empty: the versions decide */
    public record Proxy(Optional<ProxyKind> kind, ProxyLeg leg) {}

    /** What becomes of units that would be restarted together with flanneld. */
    public enum Dependents {
        HOLD,
        /** {@code Requires=} becomes {@code Wants=}. */
        WANTS;

        /** The word of the inventory. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** How new settings come into force. */
    public enum Applying {
        RESTART,
        RELOAD,
        /** The kubelet starts a static pod anew when its manifest changes. */
        MANIFEST;

        /** The word of the inventory. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
