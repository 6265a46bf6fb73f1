package dev.etcdtls.observation;

import dev.etcdtls.config.ConfigStyle;
import dev.etcdtls.config.EtcdSettings;
import dev.etcdtls.model.EtcdVersion;
import dev.etcdtls.model.ServiceUser;
import dev.etcdtls.model.UnitName;
import java.util.List;

/**
 * The etcd of a host: its unit, its process and its configuration.
 *
 * @param running the settings of the running process, from its command line and environment; empty when it does not run
 * @param onNextStart what the files now on disk would give it
 * @param file the file that an edit goes to
 */
public record EtcdService(
        Unit unit,
        Program program,
        ConfigStyle style,
        EtcdSettings running,
        EtcdSettings onNextStart,
        ConfigFile file) {

    /** Whether a restart would activate something that is not in force now. */
    public boolean hasPendingChanges() {
        return unit.needsDaemonReload() || program.replaced() || !running.equals(onNextStart);
    }

    /**
     * @param activeState systemd's word: {@code active}, {@code failed}, {@code activating}, …
     * @param invocationId systemd's id of this start; changes with every start
     * @param dependents units that run and that systemd restarts together with this one
     */
    public record Unit(
            UnitName name,
            String activeState,
            String invocationId,
            boolean needsDaemonReload,
            ServiceUser user,
            long pid,
            List<UnitName> dependents) {
        public Unit {
            dependents = List.copyOf(dependents);
        }

        /** A unit that nothing else restarts with. */
        public Unit(
                UnitName name,
                String activeState,
                String invocationId,
                boolean needsDaemonReload,
                ServiceUser user,
                long pid) {
            this(name, activeState, invocationId, needsDaemonReload, user, pid, List.of());
        }

        public boolean isActive() {
            return activeState.equals("active");
        }
    }

    /**
     * @param onDisk version of the program that the unit would start
     * @param replaced whether the running process's program was deleted or replaced on disk
     */
    public record Program(String executable, EtcdVersion onDisk, boolean replaced) {}

    /** A configuration file: its bytes as text, and how it is owned. The text may hold passwords and never goes into a plan. */
    public record ConfigFile(String text, ServiceUser owner, String mode) {
        @Override
        public String toString() {
            return "ConfigFile[" + text.length() + " characters, " + owner + ", " + mode + "]";
        }
    }
}
