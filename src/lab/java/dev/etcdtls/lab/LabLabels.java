package dev.etcdtls.lab;

import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** The labels by which a lab's containers and networks are known, also to a later process. */
final class LabLabels {
    static final String LAB = "dev.etcdtls.lab";
    static final String HOST = "dev.etcdtls.lab.host";
    static final String ADDRESS = "dev.etcdtls.lab.address";
    static final String ROLE = "dev.etcdtls.lab.role";
    static final String FOLDER = "dev.etcdtls.lab.folder";

    private LabLabels() {}

    static Map<String, String> of(String lab, Path folder) {
        return Map.of(LAB, lab, FOLDER, folder.toString());
    }

    static Map<String, String> of(String lab, Path folder, HostPlan host) {
        Map<String, String> labels = new TreeMap<>(of(lab, folder));
        labels.put(HOST, host.name());
        labels.put(ADDRESS, host.address());
        labels.put(ROLE, host.role().name());
        return labels;
    }
}
