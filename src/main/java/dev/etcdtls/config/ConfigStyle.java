package dev.etcdtls.config;

import dev.etcdtls.model.FilePath;
import dev.etcdtls.model.UnitName;
import java.util.regex.Pattern;

/** How a program of a host gets its settings, and the file that an edit goes to. */
public sealed interface ConfigStyle {
    /** The file that is edited. */
    FilePath path();

    /** Assignments in a file that the unit names as {@code EnvironmentFile=} (Debian: {@code /etc/default/etcd}). */
    record EnvironmentFile(FilePath path, VariablePrefix prefix) implements ConfigStyle {
        /** That of an etcd. */
        public EnvironmentFile(FilePath path) {
            this(path, VariablePrefix.ETCD);
        }
    }

    /** {@code Environment=} assignments in a unit or a drop-in of it. */
    record SystemdDropIn(FilePath path, VariablePrefix prefix) implements ConfigStyle {}

    /** Flags of the unit's {@code ExecStart=}. */
    record ExecStartFlags(FilePath path) implements ConfigStyle {}

    /** Flags in a variable of an environment file that the command takes in ({@code KUBE_ETCD_ARGS="--etcd-servers=…"}). */
    record FlagsInVariable(FilePath path, String variable) implements ConfigStyle {
        private static final Pattern GRAMMAR = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

        public FlagsInVariable {
            if (!GRAMMAR.matcher(variable).matches()) {
                throw new IllegalArgumentException("not a variable: '" + variable + "'");
            }
        }
    }

    /** {@code command} and {@code args} of one container in the manifest of a static pod. */
    record StaticPod(FilePath path, String container) implements ConfigStyle {
        private static final Pattern GRAMMAR = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");

        public StaticPod {
            if (!GRAMMAR.matcher(container).matches()) {
                throw new IllegalArgumentException("not the name of a container: '" + container + "'");
            }
        }
    }

    /** What the unit says of another one that it depends on; the one setting is {@code dependency}, and it can be set to {@code wants}. */
    record UnitDependency(FilePath path, UnitName unit) implements ConfigStyle {}
}
