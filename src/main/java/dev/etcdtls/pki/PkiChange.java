package dev.etcdtls.pki;

import java.time.Duration;
import java.util.List;

/** One thing of a PKI: there already, or to be made. A CA that is there is never among what is made. */
public sealed interface PkiChange {
    /** What it is about: {@code mount etcd/c1/pki}, {@code role member}. */
    String subject();

    /** What is there, or what is done, in words. */
    String detail();

    /** Whether there is nothing to do. */
    default boolean isThere() {
        return this instanceof There;
    }

    /** It is there and fits. */
    record There(String subject, String detail) implements PkiChange {}

    /** Mounts a PKI engine. */
    record EnableMount(String mount, Duration longest) implements PkiChange {
        @Override
        public String subject() {
            return "mount " + mount;
        }

        @Override
        public String detail() {
            return "PKI engine mounted, longest lifetime " + longest.toHours() + "h";
        }
    }

    /** Raises the longest lifetime of a mount. */
    record TuneMount(String mount, Duration from, Duration longest) implements PkiChange {
        @Override
        public String subject() {
            return "mount " + mount;
        }

        @Override
        public String detail() {
            return "longest lifetime raised from " + from.toHours() + "h to " + longest.toHours() + "h";
        }
    }

    /** Makes a root whose key never leaves the server; only where the mount has no CA. */
    record GenerateRoot(String mount, String commonName, Duration ttl) implements PkiChange {
        @Override
        public String subject() {
            return "CA of " + mount;
        }

        @Override
        public String detail() {
            return "root " + commonName + " made inside the server, EC P-256, " + ttl.toHours() + "h";
        }
    }

    /**
     * Writes a role whole.
     *
     * @param settings all that it gets
     * @param differences what changes, in words; empty for a new role
     */
    record WriteRole(String mount, String role, RoleSettings settings, List<String> differences) implements PkiChange {
        public WriteRole {
            differences = List.copyOf(differences);
        }

        @Override
        public String subject() {
            return "role " + role;
        }

        @Override
        public String detail() {
            return differences.isEmpty() ? "made" : "changed: " + String.join(", ", differences);
        }
    }

    /** Writes a policy whole. */
    record WritePolicy(String name, String text) implements PkiChange {
        @Override
        public String subject() {
            return "policy " + name;
        }

        @Override
        public String detail() {
            return "written";
        }
    }
}
