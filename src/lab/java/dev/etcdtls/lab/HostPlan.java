package dev.etcdtls.lab;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** A host that is to be started; {@code readOnly} maps paths on the host to files of this machine. */
record HostPlan(String name, String address, HostRole role, Map<String, Path> readOnly) {

    HostPlan {
        readOnly = new LinkedHashMap<>(readOnly);
    }

    static HostPlan of(String name, String address, HostRole role) {
        return new HostPlan(name, address, role, Map.of());
    }

    /** The same host with the programs that its role needs. */
    HostPlan with(Map<String, Path> programs) {
        return new HostPlan(name, address, role, programs);
    }
}
